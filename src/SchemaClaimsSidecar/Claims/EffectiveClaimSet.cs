namespace SchemaClaimsSidecar.Claims;

/// <summary>A claim set as the Configuration Service answers it.</summary>
/// <param name="Name">The name of the claim set.</param>
/// <param name="AuthorizationIds">By the index of the claim in its <see cref="Lineage"/>: the id of its authorization; 0 without one.</param>
/// <param name="Authorizations">The distinct authorizations in the order in which they were first needed.</param>
/// <param name="FirstId">The id of the first of them; the others follow without a gap.</param>
internal sealed record EffectiveClaimSet(
    string Name, int[] AuthorizationIds, IReadOnlyList<Authorization> Authorizations, int FirstId);
