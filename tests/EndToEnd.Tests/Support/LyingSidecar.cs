using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaClaims.V1;

namespace EndToEnd.Tests.Support;

/// <summary>Hands on what a sidecar says, but not as it was said.</summary>
internal sealed class LyingSidecar : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LyingSidecar(WebApplication app) => _app = app;

    /// <param name="socket">Where it listens.</param>
    /// <param name="truth">The socket of the sidecar that it listens to.</param>
    /// <param name="lie">What it makes of a message; null to change a byte of every part.</param>
    public static async Task<LyingSidecar> StartAsync(string socket, string truth, Lie? lie = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenUnixSocket(socket, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(Place.Open(truth));
        builder.Services.AddSingleton(lie ?? Lies.OtherBytes);
        builder.Services.AddSingleton<LyingService>();
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = 2 * 1024 * 1024);
        var app = builder.Build();
        app.MapGrpcService<LyingService>();
        await app.StartAsync();
        return new LyingSidecar(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class LyingService(GrpcChannel truth, Lie lie) : SchemaClaims.V1.Distribution.DistributionBase
    {
        private readonly SchemaClaims.V1.Distribution.DistributionClient _truth = new(truth);

        public override async Task Subscribe(
            SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
        {
            using var call = _truth.Subscribe(request, cancellationToken: context.CancellationToken);
            while (await call.ResponseStream.MoveNext(context.CancellationToken))
            {
                foreach (var message in lie(call.ResponseStream.Current))
                    await responseStream.WriteAsync(message);
            }
        }

        public override async Task<ReportResponse> Report(ReportRequest request, ServerCallContext context) =>
            await _truth.ReportAsync(request, cancellationToken: context.CancellationToken);
    }
}
