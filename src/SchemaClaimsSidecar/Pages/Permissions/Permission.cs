namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>An action that a claim set may do with a resource claim.</summary>
/// <param name="ClaimSet">The name of the claim set.</param>
/// <param name="Claim">The URI of the resource claim.</param>
/// <param name="Action">The action.</param>
/// <param name="Strategies">The strategies that authorize it, in their order; none allows it to nobody.</param>
internal sealed record Permission(string ClaimSet, string Claim, string Action, IReadOnlyList<string> Strategies);
