using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaClaims.V1;

namespace Dms.Client.Tests.Support;

/// <summary>A <see cref="FakeSidecar"/> behind a real gRPC server on a Unix socket.</summary>
internal sealed class GrpcSidecar : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GrpcSidecar(WebApplication app) => _app = app;

    public static async Task<GrpcSidecar> StartAsync(FakeSidecar sidecar, string socket)
    {
        File.Delete(socket);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(sidecar);
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync();
        return new GrpcSidecar(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal sealed class Service(FakeSidecar sidecar, Microsoft.Extensions.Hosting.IHostApplicationLifetime lifetime) : Distribution.DistributionBase
    {
        public override async Task Subscribe(SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
            try
            {
                await foreach (var message in sidecar.SubscribeAsync(request, () => { }, either.Token))
                    await responseStream.WriteAsync(message, either.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "The sidecar stops."));
            }
        }

        public override async Task<ReportResponse> Report(ReportRequest request, ServerCallContext context)
        {
            await sidecar.ReportAsync(request, context.CancellationToken);
            return new ReportResponse();
        }
    }
}
