namespace Dms.Client.Tests.Integration;

/// <summary>Stands in for the public type of DMS.</summary>
public sealed record ClaimSet(string Name, List<ResourceClaim> ResourceClaims);
