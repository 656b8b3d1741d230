using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>A subscriber as a relay tells of it.</summary>
/// <param name="Subscriber">Who it is.</param>
/// <param name="Labels">What it says of itself.</param>
/// <param name="IsConnected">Whether it is connected to the relay, and heard of no longer ago than it should be.</param>
/// <param name="IsRelay">Whether it is a relay itself.</param>
/// <param name="Via">The relays between it and the one that tells, from the top.</param>
/// <param name="Running">What it runs; null when it runs nothing.</param>
/// <param name="Report">Its last report; null before the first.</param>
internal sealed record RelayedSubscriber(
    SubscriberName Subscriber, IReadOnlyDictionary<string, string> Labels, bool IsConnected, bool IsRelay, IReadOnlyList<string> Via,
    Position? Running, SubscriberReport? Report);
