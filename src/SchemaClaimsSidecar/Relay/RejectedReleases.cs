using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Relay;

/// <summary>What was refused, of each upstream: what one of them has damaged another may have sound.</summary>
internal sealed class RejectedReleases
{
    private readonly Dictionary<string, List<Position>> _byUpstream = new(StringComparer.Ordinal);

    public IReadOnlyList<Position> Of(string upstream) => _byUpstream.GetValueOrDefault(upstream) ?? [];

    public void Add(string upstream, Position release)
    {
        if (!_byUpstream.TryGetValue(upstream, out var rejected))
            _byUpstream[upstream] = rejected = [];
        rejected.Remove(release);
        rejected.Add(release);
        rejected.RemoveRange(0, Math.Max(0, rejected.Count - RelaySubscription.MostRejected));
    }
}
