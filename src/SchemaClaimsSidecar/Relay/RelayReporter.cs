using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Relay;

/// <summary>
/// Tells the upstream how the subscribers stand, and the relay itself: all of them when it has subscribed, then what changes, at once but
/// at most once a second, and from time to time that nothing did.
/// </summary>
internal sealed class RelayReporter(
    SidecarIdentity self, SubscriberBoard board, ReleaseHub hub, RelayStanding standing, IOptions<RelayOptions> options,
    IOptions<DistributionOptions> distribution, TimeProvider time, ILogger<RelayReporter> log)
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    // Two relays may have told of one subscriber in the wrong order.
    private static readonly TimeSpan TellAllAgain = TimeSpan.FromMinutes(5);

    /// <summary>Reports until it is cancelled.</summary>
    public async Task RunAsync(IUpstream upstream, CancellationToken cancellationToken)
    {
        for (var failures = 0; !cancellationToken.IsCancellationRequested;)
        {
            try
            {
                await TellAsync(upstream, () => failures = 0, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                var pause = Pauses.After(++failures, options.Value.MaxReconnectDelay);
                RelayLog.ReportFailed(log, upstream.Address, pause, failure is RpcException rpc ? rpc.Status.Detail : failure.Message);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // After a failure it is not known what the upstream knows: all is told anew.
    private async Task TellAsync(IUpstream upstream, Action onTold, CancellationToken cancellationToken)
    {
        var told = new ToldStandings();
        var toldAll = time.GetTimestamp();
        while (true)
        {
            var change = Task.WhenAny(board.Changed.Next, standing.Changed.Next, hub.Changed.Next);
            var began = time.GetTimestamp();
            var (current, unreported) = RelayedStandings.Of(board.Read(), time.GetUtcNow(), distribution.Value.SilentAfter);
            standing.Unreported(unreported);
            foreach (var piece in told.PiecesUpTo(current))
                await upstream.ReportAsync(CreateReport(piece), cancellationToken).ConfigureAwait(false);
            onTold();
            await PauseAsync(change, began, cancellationToken).ConfigureAwait(false);
            if (time.GetElapsedTime(toldAll) < TellAllAgain)
                continue;
            told = new ToldStandings();
            toldAll = time.GetTimestamp();
        }
    }

    private ReportRequest CreateReport(Standings standings)
    {
        var request = new ReportRequest
        {
            Subscriber = self.Name,
            Instance = self.Instance,
            Running = hub.Offering.Newest?.Position.ToWire(),
            Standings = standings,
        };
        if (standing.Current is { Rejected: { } rejected, Verdict: { } verdict })
            (request.Position, request.Outcome, request.Code, request.Reason) =
                (rejected.ToWire(), Outcome.Rejected, verdict.Code, verdict.Reason);
        else if (hub.Offering.Newest is { } newest)
            (request.Position, request.Outcome) = (newest.Position.ToWire(), Outcome.Applied);
        return request;
    }

    private async Task PauseAsync(Task change, long began, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(change, Task.Delay(options.Value.ReportInterval, time, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        if (ShortestInterval - time.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
