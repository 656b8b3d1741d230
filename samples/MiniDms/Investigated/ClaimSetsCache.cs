using Microsoft.Extensions.Caching.Memory;

namespace MiniDms.Investigated;

/// <summary>
/// The claim sets, until they expire. As DMS's <c>CachedClaimSetProvider</c>: nothing brings callers together, so that whoever finds
/// them expired fetches and parses all of them (finding 2), and an empty list is never kept.
/// </summary>
internal sealed class ClaimSetsCache(IMemoryCache cache, ConfigurationServiceClient client, TimeSpan expiry)
{
    private const string Key = "ClaimSets";

    public async Task<IReadOnlyList<ClaimSetRows>> GetAsync(CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(Key, out IReadOnlyList<ClaimSetRows>? cached) && cached is not null)
            return cached;
        var claimSets = await client.FetchAsync(cancellationToken);
        if (claimSets.Count > 0)
            cache.Set(Key, claimSets, expiry);
        return claimSets;
    }

    /// <summary>Fetches whatever there is in the cache.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        cache.Remove(Key);
        await GetAsync(cancellationToken);
    }
}
