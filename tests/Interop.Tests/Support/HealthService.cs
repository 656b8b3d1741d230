using Grpc.Core;
using Grpc.Health.V1;

namespace Interop.Tests.Support;

/// <summary>Just enough health to try the probe on.</summary>
internal sealed class HealthService : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => request.Service switch
    {
        "" => Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving }),
        "down" => Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.NotServing }),
        _ => throw new RpcException(new Status(StatusCode.NotFound, $"There is no service '{request.Service}'.")),
    };

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.NotServing });
        await responseStream.WriteAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }
}
