using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>How a sidecar stands with the store that it shares.</summary>
/// <param name="IsConnected">Whether the store answered when it was asked last.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="LastPoll">When the store answered last; null when it never has.</param>
/// <param name="Newest">The newest release that it holds, followed or not; null when it holds none.</param>
/// <param name="Failure">Why it does not answer; empty when it does.</param>
/// <param name="Replaced">Why what it holds is not followed; empty when it is.</param>
/// <param name="Damage">What of it is damaged; empty when nothing is known to be.</param>
/// <param name="IsListening">Whether news are heard as they come, rather than at the next poll.</param>
/// <param name="RefreshesClaims">Whether this is the sidecar that asks the source of the claims.</param>
internal sealed record StoreStanding(
    bool IsConnected, DateTimeOffset Since, DateTimeOffset? LastPoll, Position? Newest, string Failure, string Replaced, string Damage,
    bool IsListening, bool RefreshesClaims)
{
    /// <summary>What an administrator must be told; empty when all is well.</summary>
    public string Alarm => Replaced.Length > 0 ? Replaced : Damage;

    /// <summary>Whether a release could be published.</summary>
    public bool TakesReleases => IsConnected && Replaced.Length == 0;
}
