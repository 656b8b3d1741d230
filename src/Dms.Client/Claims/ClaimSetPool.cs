using Dms.Client.Reading;
using SchemaClaims.Contracts;

namespace Dms.Client.Claims;

/// <summary>
/// What the parts of claims have in common, within a release and from one to the next: names, and whole claim sets, of which a change
/// of claims mostly changes one. Not safe for threads.
/// </summary>
internal sealed class ClaimSetPool
{
    // A thousand tenants with a few claim sets of their own.
    private const int Limit = 4096;

    private readonly DigestPool<ClaimSetEntry> _claimSets = new(Limit);

    public NamePool Names { get; } = new();

    /// <summary>The claim set that was made of the same bytes; null when none is in use.</summary>
    public ClaimSetEntry? Find(Digest digest) => _claimSets.TryGet(digest, out var claimSet) ? claimSet : null;

    /// <summary>
    /// Keeps a claim set for whoever reads the same bytes. Not an entry that only refers to another: whether it may depends on the part.
    /// </summary>
    public void Add(Digest digest, ClaimSetEntry claimSet)
    {
        if (claimSet.Content is not null)
            _claimSets.Add(digest, claimSet);
    }
}
