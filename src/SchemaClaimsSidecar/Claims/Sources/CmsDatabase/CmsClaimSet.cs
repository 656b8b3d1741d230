namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>
/// A row of the table of claim sets. <paramref name="TenantId"/> says whose it is; null for nobody's, and where the table knows no
/// tenants.
/// </summary>
internal sealed record CmsClaimSet(string Name, bool IsSystemReserved, long? TenantId)
{
    /// <summary>Whether a tenant sees it; null stands for a service without tenants.</summary>
    public bool IsVisibleTo(long? tenantId) => IsSystemReserved || TenantId == tenantId;
}
