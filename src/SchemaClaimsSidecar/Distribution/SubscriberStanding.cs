using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Where a subscriber stands relative to the current release.</summary>
internal static class SubscriberStanding
{
    public static State Of(SubscriberRecord record, Position? current, DateTimeOffset now, TimeSpan silentAfter) => record switch
    {
        { Streams: 0 } => State.Silent,
        _ when now - record.LastHeard > silentAfter => State.Silent,
        _ when current is null => State.Connected,
        _ when record.Running == current => State.Synced,
        { Outcome: Outcome.Rejected } when record.Reported == current => State.Rejected,
        { Outcome: Outcome.Held } when record.Reported == current => State.Held,
        _ => State.Behind,
    };

    /// <summary>Whether nothing more is to be expected of the subscriber for the current release.</summary>
    public static bool IsSettled(State state) => state is State.Synced or State.Rejected or State.Silent;
}
