namespace SchemaClaimsSidecar.Comparison;

/// <summary>A kind of change, always with the same effects.</summary>
/// <param name="Name">A stable name in kebab-case.</param>
/// <param name="Effects">What it means to clients.</param>
/// <param name="Reason">Why, in one sentence.</param>
internal sealed record ChangeRule(string Name, Effects Effects, string Reason);
