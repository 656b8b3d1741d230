namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>What the service's database says, all of one moment.</summary>
/// <param name="Hierarchies">The claims hierarchies as JSON, of which the service expects one; two when there are more.</param>
/// <param name="ClaimSets">In the service's order.</param>
/// <param name="Tenants">In the service's order; null when there is no table of them.</param>
internal sealed record CmsRows(
    IReadOnlyList<byte[]> Hierarchies, IReadOnlyList<CmsClaimSet> ClaimSets, IReadOnlyList<CmsTenant>? Tenants);
