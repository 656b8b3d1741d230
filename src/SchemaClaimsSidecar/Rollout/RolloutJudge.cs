using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using static SchemaClaims.V1.ReportRequest.Types;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>
/// Decides about a rollout by what the subscribers say to whom it is meant. It keeps nothing: a sidecar that starts in the middle
/// decides by what it sees from then on.
/// </summary>
internal static class RolloutJudge
{
    /// <summary>
    /// Aborts at the first rejection. Promotes when every connected subscriber runs the canary, there is one at least, and for
    /// <paramref name="patience"/> none of them has changed in anything: come, gone, applied, fallen silent or been heard of again.
    /// </summary>
    /// <param name="canary">The release that is being rolled out.</param>
    /// <param name="patience">How long all must be well.</param>
    /// <param name="selected">The subscribers to whom it is meant, also those that went away.</param>
    /// <param name="now">The time.</param>
    /// <param name="silentAfter">After how long without a sign of life a subscriber is silent.</param>
    public static RolloutVerdict Judge(
        Position canary, TimeSpan patience, IReadOnlyCollection<SubscriberRecord> selected, DateTimeOffset now, TimeSpan silentAfter)
    {
        if (selected.FirstOrDefault(record => record.Reported == canary && record.Outcome == Outcome.Rejected) is { } rejected)
            return new RolloutVerdict(RolloutAction.Abort, $"{rejected.Subscriber.Name} rejected it: {rejected.Code}: {rejected.Reason}");
        var connected = selected.Where(record => record.Streams > 0).ToArray();
        if (connected.Length == 0
            || connected.Any(record => SubscriberStanding.Of(record, canary, now, silentAfter) != State.Synced))
            return new RolloutVerdict(RolloutAction.Wait);
        var due = selected.Max(record => record.Since) + patience;
        return now >= due
            ? new RolloutVerdict(RolloutAction.Promote, $"{connected.Length} subscriber(s) run it well")
            : new RolloutVerdict(RolloutAction.Wait, Again: due);
    }
}
