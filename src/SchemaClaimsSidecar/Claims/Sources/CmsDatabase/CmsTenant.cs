namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>A row of the table of tenants.</summary>
internal sealed record CmsTenant(long Id, string Name);
