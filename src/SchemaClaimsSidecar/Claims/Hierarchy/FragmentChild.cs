namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>A claim that a fragment adds.</summary>
internal readonly record struct FragmentChild(string Name, ClaimOrigin Origin);
