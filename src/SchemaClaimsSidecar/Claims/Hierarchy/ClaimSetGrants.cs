namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>What a claim grants to a claim set: the actions, each with the strategies that override the defaults.</summary>
internal sealed record ClaimSetGrants(string ClaimSet, IReadOnlyList<ActionStrategies> Actions);
