using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaClaims.V1;

namespace EndToEnd.Tests.Support;

/// <summary>Hands on what a sidecar says, but changes a byte of every part.</summary>
internal sealed class LyingSidecar : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LyingSidecar(WebApplication app) => _app = app;

    /// <param name="socket">Where it listens.</param>
    /// <param name="truth">The socket of the sidecar that it listens to.</param>
    public static async Task<LyingSidecar> StartAsync(string socket, string truth)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenUnixSocket(socket, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(Place.Open(truth));
        builder.Services.AddSingleton<LyingService>();
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = 2 * 1024 * 1024);
        var app = builder.Build();
        app.MapGrpcService<LyingService>();
        await app.StartAsync();
        return new LyingSidecar(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class LyingService(GrpcChannel truth) : SchemaClaims.V1.Distribution.DistributionBase
    {
        private readonly SchemaClaims.V1.Distribution.DistributionClient _truth = new(truth);

        public override async Task Subscribe(
            SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
        {
            using var call = _truth.Subscribe(request, cancellationToken: context.CancellationToken);
            while (await call.ResponseStream.MoveNext(context.CancellationToken))
            {
                var message = call.ResponseStream.Current;
                foreach (var piece in message.Parts?.Pieces ?? [])
                    piece.Data = ByteString.CopyFrom([(byte)(piece.Data[0] ^ 1), .. piece.Data.Span[1..]]);
                await responseStream.WriteAsync(message);
            }
        }

        public override async Task<ReportResponse> Report(ReportRequest request, ServerCallContext context) =>
            await _truth.ReportAsync(request, cancellationToken: context.CancellationToken);
    }
}
