namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>The properties of claim-set metadata as the Configuration Service names them.</summary>
internal static class MetadataProperties
{
    public const string ClaimSetName = "claimSetName";
    public const string Claims = "claims";
    public const string Name = "name";
    public const string AuthorizationId = "authorizationId";
    public const string Authorizations = "authorizations";
    public const string Id = "id";
    public const string Actions = "actions";
    public const string Strategies = "authorizationStrategies";
}
