using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Comparison.Claims;

/// <summary>Compares the claim sets of all tenants. What several tenants have alike, before and after, is told once.</summary>
internal static class ClaimsComparer
{
    public static void Compare(Snapshot? earlier, Snapshot? later, ChangeList changes, CancellationToken cancellationToken)
    {
        var (before, after) = (TenantsOf(earlier), TenantsOf(later));
        Dictionary<(Digest?, Digest?), SharedClaimSet> pairs = [];
        foreach (var tenant in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(tenant), after.GetValueOrDefault(tenant));
            if (tenant.Length > 0 && old is null)
                changes.For(tenant).Added(ClaimRules.TenantAdded, Aspect.Tenant);
            else if (tenant.Length > 0 && now is null)
                changes.For(tenant).Removed(ClaimRules.TenantRemoved, Aspect.Tenant);
            else
                Pair(tenant, old, now, pairs);
        }

        foreach (var pair in pairs.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ClaimSetComparer.Compare(pair.Earlier, pair.Later, changes.For(pair.Subject));
        }
    }

    private static Dictionary<string, TenantClaims> TenantsOf(Snapshot? snapshot) =>
        PublishedClaims.Of(snapshot).ToDictionary(claims => claims.Tenant ?? "", StringComparer.Ordinal);

    private static void Pair(
        string tenant, TenantClaims? earlier, TenantClaims? later, Dictionary<(Digest?, Digest?), SharedClaimSet> pairs)
    {
        var (before, after) = (ByName(earlier), ByName(later));
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.InvariantCultureIgnoreCase))
        {
            var (old, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (old?.Content == now?.Content)
                continue;
            if (!pairs.TryGetValue((old?.Content, now?.Content), out var pair))
                pairs.Add((old?.Content, now?.Content), pair = new SharedClaimSet(old, now));
            pair.Add(tenant);
        }
    }

    // As DMS finds them.
    private static Dictionary<string, ClaimSetMetadata> ByName(TenantClaims? claims) =>
        claims?.ClaimSets.ToDictionary(claimSet => claimSet.Name, StringComparer.InvariantCultureIgnoreCase) ?? [];
}
