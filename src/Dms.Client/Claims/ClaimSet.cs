namespace Dms.Client.Claims;

/// <summary>A claim set in the shape in which DMS keeps it: one row for each claim and action.</summary>
/// <param name="Name">The name of the claim set.</param>
/// <param name="ResourceClaims">Its rows, in the order in which DMS makes them.</param>
public sealed record ClaimSet(string Name, IReadOnlyList<ResourceClaim> ResourceClaims);
