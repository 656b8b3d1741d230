using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>
/// Works out what each claim set may do with each leaf of the hierarchy, as the Configuration Service does: from the leaf to the
/// root the nearest grant of an action wins, and a grant without strategies takes the nearest default. A claim and its ancestors
/// are never climbed twice: each claim starts from what its parent came to.
/// </summary>
internal static class EffectiveClaims
{
    public static IReadOnlyList<ClaimSetMetadata> Of(Lineage lineage, CancellationToken cancellationToken = default)
    {
        var leaves = SortedLeaves(lineage);
        var claimSets = new ClaimSetMetadata[lineage.ClaimSets.Count];
        for (var i = 0; i < claimSets.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            claimSets[i] = Resolve(lineage, i, leaves);
        }

        return claimSets;
    }

    /// <summary>The leaves as the service sorts them, equal ones in document order.</summary>
    private static int[] SortedLeaves(Lineage lineage)
    {
        var leaves = Enumerable.Range(0, lineage.Entries.Count).Where(i => lineage.Entries[i].Claim.IsLeaf).ToArray();
        Array.Sort(leaves, (left, right) =>
        {
            var order = ClaimOrder.Compare(lineage.Entries[left].Claim.Name, lineage.Entries[right].Claim.Name);
            return order != 0 ? order : left - right;
        });
        return leaves;
    }

    private static ClaimSetMetadata Resolve(Lineage lineage, int claimSet, int[] leaves)
    {
        var entries = lineage.Entries;
        var granted = new GrantedActions?[entries.Count];
        var ids = new int[entries.Count];
        var authorizations = new AuthorizationIds();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var inherited = entry.Parent == LineageEntry.NoParent ? null : granted[entry.Parent];
            granted[i] = entry.Grants?[claimSet] is { } own ? GrantedActions.Nearest(own, inherited) : inherited;
            if (entry.Claim.IsLeaf && granted[i] is { } actions)
                ids[i] = actions.AuthorizationId(entry.Defaults, authorizations);
        }

        var claims = leaves.Where(leaf => ids[leaf] > 0).Select(leaf => new GrantedClaim(entries[leaf].Claim.Name, ids[leaf]));
        return new ClaimSetMetadata(lineage.ClaimSets[claimSet], [.. claims], authorizations.InOrder);
    }
}
