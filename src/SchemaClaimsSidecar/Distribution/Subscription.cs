using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What a subscriber said when it subscribed, and what it has come to hold since.</summary>
internal sealed record Subscription(
    SubscriberName Subscriber, IReadOnlyDictionary<string, string> Labels, Position? Applied, Position? Rejected, HeldParts Held)
{
    /// <summary>What it said besides as a relay; null when it is none.</summary>
    public RelaySubscription? Relay { get; init; }
}
