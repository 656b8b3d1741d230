namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>A node of the claims hierarchy. Only claims without children reach the claim-set metadata.</summary>
internal sealed class Claim(string name, ClaimOrigin origin)
{
    public string Name => name;

    public ClaimOrigin Origin => origin;

    /// <summary>The strategies of each action for claim sets that override none; null when the claim states no defaults.</summary>
    public IReadOnlyList<ActionStrategies>? Defaults { get; set; }

    /// <summary>What the claim grants to claim sets; a claim set counts only the first time it stands here.</summary>
    public List<ClaimSetGrants> ClaimSets { get; } = [];

    /// <summary>The claims below; null when the document does not say <c>claims</c> at all.</summary>
    public List<Claim>? Children { get; set; }

    public bool IsLeaf => Children is not { Count: > 0 };

    /// <summary>What the claim grants to a claim set, whose name is compared without regard to case.</summary>
    public ClaimSetGrants? GrantsTo(string claimSet)
    {
        foreach (var grants in ClaimSets)
        {
            if (string.Equals(grants.ClaimSet, claimSet, StringComparison.OrdinalIgnoreCase))
                return grants;
        }

        return null;
    }
}
