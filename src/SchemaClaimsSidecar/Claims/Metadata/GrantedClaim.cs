namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>A resource claim and which authorization of its claim set it refers to: from 1, in their order.</summary>
internal readonly record struct GrantedClaim(string Name, int AuthorizationId);
