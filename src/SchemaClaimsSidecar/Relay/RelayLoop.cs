using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Relay;

/// <summary>
/// Serves the local copy first, and then follows an upstream for as long as the process lives: the first that answers, in the order in
/// which they are named, or the next where one has nothing that can be followed.
/// </summary>
internal sealed class RelayLoop(
    Func<string, IUpstream> open, UpstreamStreamFactory streams, RelayServing serving, UpstreamHoldings holdings, RelayReporter reporter,
    RelayStanding standing, RelayMetrics metrics, IOptions<StoreOptions> store, IOptions<RelayOptions> options, TimeProvider time,
    ILogger<RelayLoop> log)
    : BackgroundService
{
    private readonly string[] _upstreams = store.Value.Upstreams;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Observe();
        serving.Restore();
        holdings.KeepOnly(serving.Served);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var (next, failures) = (0, 0); !stoppingToken.IsCancellationRequested;)
        {
            var goOn = Following.NextUpstream;
            try
            {
                goOn = await FollowAsync(_upstreams[next], stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                RelayLog.LoopFailed(log, failure);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            failures = goOn == Following.FirstUpstream ? 0 : failures + 1;
            next = goOn == Following.FirstUpstream ? 0 : (next + 1) % _upstreams.Length;
            // The pauses grow by the round: each of the upstreams is tried before any of them has to be left alone for longer.
            var pause = Pauses.After(1 + (failures / _upstreams.Length), options.Value.MaxReconnectDelay);
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Following> FollowAsync(string address, CancellationToken cancellationToken)
    {
        standing.Trying(address);
        using var upstream = open(address);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = Task.CompletedTask;
        var stream = streams.Create(upstream, _upstreams.Length > 1, onConnected: () =>
        {
            standing.Connected();
            reporting = reporter.RunAsync(upstream, ending.Token);
        });
        string end;
        try
        {
            end = await stream.FollowAsync(ending.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            end = failure is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : failure.Message;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        standing.Disconnected(end);
        return stream is { WasHealthy: true, SendsElsewhere: false } ? Following.FirstUpstream : Following.NextUpstream;
    }

    private enum Following
    {
        FirstUpstream,
        NextUpstream,
    }
}
