using EndToEnd.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;

namespace EndToEnd.Tests.Pages;

/// <summary>A subscriber that holds what it is sent, since a gate of its is closed.</summary>
internal sealed class HoldingPod : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposing = new();
    private readonly GrpcChannel _channel;
    private readonly Task _running;

    public HoldingPod(string socket, string name)
    {
        _channel = Place.Open(socket);
        _running = RunAsync(new SchemaClaims.V1.Distribution.DistributionClient(_channel), name);
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _running;
        _channel.Dispose();
        _disposing.Dispose();
    }

    private async Task RunAsync(SchemaClaims.V1.Distribution.DistributionClient client, string name)
    {
        var request = new SubscribeRequest { Protocol = Protocol.Version, Subscriber = name, Instance = Guid.NewGuid().ToString("N") };
        try
        {
            using var call = client.Subscribe(request, cancellationToken: _disposing.Token);
            while (await call.ResponseStream.MoveNext(_disposing.Token))
            {
                if (call.ResponseStream.Current.Commit is not { } commit)
                    continue;
                var report = new ReportRequest
                {
                    Subscriber = name,
                    Instance = request.Instance,
                    Position = commit.Position,
                    Outcome = ReportRequest.Types.Outcome.Held,
                    Code = "DATABASE_BEHIND",
                    Reason = "The database has another effective schema hash.",
                };
                await client.ReportAsync(report, cancellationToken: _disposing.Token);
            }
        }
        catch (Exception ended) when (ended is RpcException or OperationCanceledException && _disposing.IsCancellationRequested)
        {
        }
    }
}
