using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What a relay said when it subscribed.</summary>
/// <param name="Serves">What it serves: all that counts for it.</param>
/// <param name="Rejected">What it refused.</param>
internal sealed record RelaySubscription(IReadOnlyList<Position> Serves, IReadOnlyList<Position> Rejected)
{
    /// <summary>How many releases count at one time.</summary>
    public const int MostServed = 2;

    /// <summary>How many it may have refused.</summary>
    public const int MostRejected = 16;
}
