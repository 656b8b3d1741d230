using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>The parts of a snapshot that hold claims. Claim sets that several tenants have alike stand in one part of their own.</summary>
internal static class ClaimsParts
{
    /// <param name="tenants">Each tenant once; or the only one, without a name.</param>
    public static IReadOnlyList<Part> Of(IReadOnlyList<TenantClaims> tenants)
    {
        if (tenants is [{ Tenant: null, ClaimSets: var claimSets }])
            return [Part.Of(PartNames.Claims, MetadataWriter.Write(claimSets))];
        var shared = Shared(tenants);
        var parts = tenants.Select(tenant => Part.Of(
            PartNames.ClaimsOf(tenant.Tenant!), MetadataWriter.Write(tenant.ClaimSets, claimSet => shared.ContainsKey(claimSet.Content))));
        return shared.Count == 0
            ? [.. parts]
            : [Part.Of(PartNames.SharedClaims, MetadataWriter.Write(shared.Values.OrderBy(claimSet => claimSet.Name, StringComparer.Ordinal))), .. parts];
    }

    // Of two that have one name and say different things, the one that more tenants have is shared; ties go to the smaller digest.
    private static Dictionary<Digest, ClaimSetMetadata> Shared(IReadOnlyList<TenantClaims> tenants) => tenants
        .SelectMany(tenant => tenant.ClaimSets)
        .GroupBy(claimSet => claimSet.Content)
        .Where(alike => alike.Count() > 1)
        .GroupBy(alike => alike.First().Name, StringComparer.Ordinal)
        .Select(named => named.OrderByDescending(alike => alike.Count()).ThenBy(alike => alike.Key.ToString(), StringComparer.Ordinal).First())
        .ToDictionary(alike => alike.Key, alike => alike.First());
}
