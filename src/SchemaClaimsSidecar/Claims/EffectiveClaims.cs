namespace SchemaClaimsSidecar.Claims;

/// <summary>
/// Works out what each claim set may do with each leaf of the hierarchy, as the Configuration Service does: from the leaf to the
/// root the nearest grant of an action wins, and a grant without strategies takes the nearest default. A claim and its ancestors
/// are never climbed twice: each claim starts from what its parent came to.
/// </summary>
internal static class EffectiveClaims
{
    public static IReadOnlyList<EffectiveClaimSet> Of(Lineage lineage, CancellationToken cancellationToken = default)
    {
        var claimSets = new EffectiveClaimSet[lineage.ClaimSets.Count];
        var nextId = 1;
        for (var i = 0; i < claimSets.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            claimSets[i] = Resolve(lineage, i, nextId);
            nextId += claimSets[i].Authorizations.Count;
        }

        return claimSets;
    }

    private static EffectiveClaimSet Resolve(Lineage lineage, int claimSet, int firstId)
    {
        var entries = lineage.Entries;
        var granted = new GrantedActions?[entries.Count];
        var ids = new int[entries.Count];
        var authorizations = new AuthorizationIds(firstId);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var inherited = entry.Parent == LineageEntry.NoParent ? null : granted[entry.Parent];
            granted[i] = entry.Grants?[claimSet] is { } own ? GrantedActions.Nearest(own, inherited) : inherited;
            if (entry.Claim.IsLeaf && granted[i] is { } actions)
                ids[i] = actions.AuthorizationId(entry.Defaults, authorizations);
        }

        return new EffectiveClaimSet(lineage.ClaimSets[claimSet], ids, authorizations.InOrder, firstId);
    }
}
