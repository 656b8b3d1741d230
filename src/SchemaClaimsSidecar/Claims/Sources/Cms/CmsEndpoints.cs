namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Where the Configuration Service answers what.</summary>
internal sealed class CmsEndpoints
{
    public CmsEndpoints(CmsOptions options)
    {
        var service = new Uri(options.BaseUrl.TrimEnd('/') + "/");
        Token = new Uri(service, "connect/token");
        Metadata = new Uri(service, options.ApiVersion == CmsApiVersion.V2025 ? "authorizationMetadata" : "v3/authorizationMetadata");
        Tenants = new Uri(service, "v3/tenants");
    }

    public Uri Token { get; }

    public Uri Metadata { get; }

    public Uri Tenants { get; }
}
