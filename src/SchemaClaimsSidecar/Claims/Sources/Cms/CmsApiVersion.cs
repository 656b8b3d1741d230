namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Which paths the Configuration Service answers.</summary>
internal enum CmsApiVersion
{
    /// <summary>As in 2025: <c>authorizationMetadata</c>, and no tenants.</summary>
    V2025,

    /// <summary>Version 3: <c>v3/authorizationMetadata</c> and <c>v3/tenants</c>.</summary>
    V3,
}
