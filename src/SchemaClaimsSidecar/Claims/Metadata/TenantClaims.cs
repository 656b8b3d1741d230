namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>The claim sets of a tenant, in their order.</summary>
/// <param name="Tenant">The name of the tenant; null where claims know no tenants, and then it is the only one.</param>
/// <param name="ClaimSets">What the tenant sees.</param>
internal sealed record TenantClaims(string? Tenant, IReadOnlyList<ClaimSetMetadata> ClaimSets);
