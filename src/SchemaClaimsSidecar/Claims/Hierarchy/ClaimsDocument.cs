namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>A claims document as read: the names of the claim sets in document order, and the roots of the hierarchy.</summary>
internal sealed record ClaimsDocument(IReadOnlyList<string> ClaimSets, List<Claim> Roots);
