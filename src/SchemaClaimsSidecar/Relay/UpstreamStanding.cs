using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;

namespace SchemaClaimsSidecar.Relay;

/// <summary>How a relay stands with the sidecar that it follows.</summary>
/// <param name="Upstream">The one that it follows, or tried last.</param>
/// <param name="IsConnected">Whether it follows it.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Failure">Why it does not; empty when it does.</param>
/// <param name="Rejected">The release that it refused; null when it serves all that it is sent.</param>
/// <param name="Verdict">Why it refused it.</param>
/// <param name="Replaced">Why what the upstream has is not followed; empty when it is.</param>
/// <param name="Unreported">How many subscribers more there are than the upstream can be told of.</param>
internal sealed record UpstreamStanding(
    string Upstream, bool IsConnected, DateTimeOffset Since, string Failure, Position? Rejected, Verdict? Verdict, string Replaced,
    int Unreported)
{
    /// <summary>What an administrator must be told; empty when all is well.</summary>
    public string Alarm => Replaced.Length > 0 ? Replaced
        : Verdict is null ? ""
        : $"Release {Rejected?.Generation} of {Upstream} was refused: {Verdict.Code}: {Verdict.Reason}";
}
