using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The releases that the relay has served, since it started.</summary>
internal sealed class RelayHistory
{
    private const int MostReleases = 200;

    private readonly Lock _lock = new();
    private readonly List<Release> _releases = [];

    /// <summary>The releases, newest first.</summary>
    public IReadOnlyList<Release> NewestFirst
    {
        get
        {
            lock (_lock)
                return [.. Enumerable.Reverse(_releases)];
        }
    }

    public void Add(IEnumerable<Release> oldestFirst)
    {
        lock (_lock)
        {
            foreach (var release in oldestFirst)
            {
                if (_releases.TrueForAll(known => known.Position != release.Position))
                    _releases.Add(release);
            }

            _releases.RemoveRange(0, Math.Max(0, _releases.Count - MostReleases));
        }
    }
}
