using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What is known of one subscriber.</summary>
/// <param name="Subscriber">Who it is.</param>
/// <param name="Labels">What it says of itself.</param>
/// <param name="Streams">How many streams it has open; more than one only while it reconnects.</param>
/// <param name="Running">What it runs; null when it runs nothing.</param>
/// <param name="Reported">The release that its last report was about.</param>
/// <param name="Outcome">What it did with that release.</param>
/// <param name="Code">Why it rejected or holds it: a stable code.</param>
/// <param name="Reason">The same for a person.</param>
/// <param name="Elapsed">From the offer's arrival to the outcome.</param>
/// <param name="LastHeard">When it last subscribed or reported.</param>
/// <param name="Since">When anything but <paramref name="LastHeard"/> last changed, or was heard of again after a silence.</param>
internal sealed record SubscriberRecord(
    SubscriberName Subscriber, IReadOnlyDictionary<string, string> Labels, int Streams, Position? Running, Position? Reported,
    Outcome Outcome, string Code, string Reason, TimeSpan Elapsed, DateTimeOffset LastHeard, DateTimeOffset Since)
{
    /// <summary>The relay that told of it; null when it is connected here.</summary>
    public SubscriberName? RelayedBy { get; init; }

    /// <summary>The relays that it is connected through, from the top; empty when it is connected here.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>Whether it is a relay, which serves on all that counts, and is part of no rollout.</summary>
    public bool IsRelay { get; init; }

    /// <summary>Whether two records differ in more than the time of the last sign of life.</summary>
    public bool SaysTheSameAs(SubscriberRecord other) => this with { LastHeard = other.LastHeard, Since = other.Since } == other;
}
