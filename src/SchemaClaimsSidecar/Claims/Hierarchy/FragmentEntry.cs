namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>An entry of a fragment's <c>resourceClaims</c>.</summary>
internal sealed record FragmentEntry(string Name, ClaimOrigin Origin)
{
    /// <summary>Whether it adds claims (below a claim, or as a root), rather than granting the fragment's claim set something.</summary>
    public bool IsParent { get; init; }

    /// <summary>The names of the claims that a parent adds.</summary>
    public IReadOnlyList<FragmentChild> Children { get; init; } = [];

    /// <summary>The defaults of a parent that becomes a root.</summary>
    public IReadOnlyList<ActionStrategies> Defaults { get; init; } = [];

    /// <summary>The grants of a parent that becomes a root.</summary>
    public IReadOnlyList<ClaimSetGrants> ClaimSets { get; init; } = [];

    /// <summary>The actions granted, with their strategies, by an entry that is no parent.</summary>
    public IReadOnlyList<ActionStrategies> Overrides { get; init; } = [];
}
