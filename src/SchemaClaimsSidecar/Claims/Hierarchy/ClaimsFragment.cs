namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>A fragment: what it adds to a claims hierarchy, entry by entry.</summary>
internal sealed record ClaimsFragment(ClaimOrigin Origin, string ClaimSet, IReadOnlyList<FragmentEntry> Entries);
