using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>
/// Promotes and aborts rollouts that decide for themselves, and completes a publication of claims that ended half done.
/// Where several sidecars share a store each attempts it, and the store lets one of them be the first.
/// </summary>
internal sealed partial class RolloutLoop(
    ReleaseHub hub, SubscriberBoard board, ReleasePublisher publisher, IOptions<DistributionOptions> options, TimeProvider time,
    ILogger<RolloutLoop> log) : BackgroundService
{
    /// <summary>Who promotes and aborts, as the history names it.</summary>
    public const string By = "rollout";

    private const int MostDoublings = 6;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                var change = Task.WhenAny(hub.Changed.Next, board.Changed.Next);
                var pause = await StepAsync(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await WaitAsync(change, pause, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                var pause = Jittered(ShortestPause * (1 << Math.Min(failures++, MostDoublings)));
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does what there is to do, and returns when to look again if nothing changes before.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        if (hub.Offering is not { Canary: { } canary } offering)
            return Timeout.InfiniteTimeSpan;
        var verdict = Judge(offering, canary);
        var decision = new RolloutDecision(By, verdict.Reason, canary.Release.Position);
        if (verdict.Action == RolloutAction.Promote)
            await publisher.PromoteAsync(decision, cancellationToken).ConfigureAwait(false);
        else if (verdict.Action == RolloutAction.Abort)
            await publisher.AbortAsync(decision, cancellationToken).ConfigureAwait(false);
        else if (offering.NeedsNewClaims)
            await RenewAsync(cancellationToken).ConfigureAwait(false);
        if (verdict.Again is not { } again)
            return Timeout.InfiniteTimeSpan;
        var pause = again - time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    private RolloutVerdict Judge(Offering offering, StoredRelease canary)
    {
        if (canary.Release.Record.Rollout?.Auto is not { } patience)
            return new RolloutVerdict(RolloutAction.Wait);
        var selected = board.Read()
            .Where(record => !record.IsRelay && offering.For(record.Subscriber.Name, record.Labels, record.Running) == canary).ToArray();
        return RolloutJudge.Judge(canary.Release.Position, patience, selected, time.GetUtcNow(), options.Value.SilentAfter);
    }

    // Whoever publishes claims gives them to the canary at once: this is for when it could not.
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Jittered(ShortestPause), time, cancellationToken).ConfigureAwait(false);
        await publisher.RenewCanaryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitAsync(Task change, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(change, Task.Delay(pause, time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
    }

    private static TimeSpan Jittered(TimeSpan pause) => pause * (0.5 + (0.5 * Random.Shared.NextDouble()));

    [LoggerMessage(
        5000, LogLevel.Warning, "What is being rolled out could not be promoted, aborted or given new claims; it is attempted again")]
    private partial void LogFailed(Exception failure);
}
