using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Where a subscriber stands relative to the release that is meant for it.</summary>
internal static class SubscriberStanding
{
    public static State Of(SubscriberRecord record, Position? meant, DateTimeOffset now, TimeSpan silentAfter) => record switch
    {
        { Streams: 0 } => State.Silent,
        _ when now - record.LastHeard > silentAfter => State.Silent,
        _ when meant is null => State.Connected,
        _ when record.Running == meant => State.Synced,
        { Outcome: Outcome.Rejected } when record.Reported == meant => State.Rejected,
        { Outcome: Outcome.Held } when record.Reported == meant => State.Held,
        _ => State.Behind,
    };

    /// <summary>Whether a subscriber has answered for good.</summary>
    public static bool IsSettled(State state) => state is State.Synced or State.Rejected;
}
