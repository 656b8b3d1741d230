namespace ConfigurationService;

/// <summary>What the service can be asked for.</summary>
public enum Endpoint
{
    /// <summary>A token: <c>connect/token</c>.</summary>
    Token,

    /// <summary>Claim-set metadata, of either version: <c>authorizationMetadata</c>, <c>v3/authorizationMetadata</c>.</summary>
    Metadata,

    /// <summary>The tenants: <c>v3/tenants</c>.</summary>
    Tenants,
}
