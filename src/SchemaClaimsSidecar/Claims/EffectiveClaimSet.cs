namespace SchemaClaimsSidecar.Claims;

/// <summary>A claim set as the Configuration Service answers it.</summary>
/// <param name="Name">The name of the claim set.</param>
/// <param name="AuthorizationIds">By the index of the claim in the <see cref="Lineage"/>: the id of its authorization, or 0.</param>
/// <param name="Authorizations">The distinct authorizations in the order in which they were first needed.</param>
/// <param name="FirstId">The id of the first of them; the others follow without a gap.</param>
internal sealed record EffectiveClaimSet(
    string Name, int[] AuthorizationIds, IReadOnlyList<Authorization> Authorizations, int FirstId);
