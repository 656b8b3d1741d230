using SchemaClaimsSidecar.Claims.Hierarchy;

namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>A claim in its <see cref="Lineage"/>.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Parent">The index of its parent; <see cref="NoParent"/> for a root.</param>
/// <param name="Defaults">The defaults that hold here: its own, and its ancestors' for other actions.</param>
/// <param name="Grants">What the claim itself grants, by the index of the claim set; null when nothing to anybody.</param>
internal sealed record LineageEntry(Claim Claim, int Parent, ActionTable Defaults, IReadOnlyList<ActionStrategies>?[]? Grants)
{
    public const int NoParent = -1;
}
