using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>The standard gRPC health service.</summary>
internal sealed class HealthService(ServingHealth health, IHostApplicationLifetime lifetime) : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = health.Of(request.Service);
        return status == ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, $"There is no service '{request.Service}' here."))
            : Task.FromResult(new HealthCheckResponse { Status = status });
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        ServingStatus? told = null;
        try
        {
            while (true)
            {
                var change = health.NextChange;
                if (health.Of(request.Service) is var status && status != told)
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status }).ConfigureAwait(false);
                told = status;
                await change.WaitAsync(ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new HealthCheckResponse { Status = health.Of(request.Service) }).ConfigureAwait(false);
        }
    }
}
