using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Comparison.Claims;

/// <summary>What a claim set grants, by resource claim. Where a claim stands twice, its grants are taken together, as DMS does.</summary>
internal sealed class Grants
{
    private readonly Dictionary<string, ActionGrants> _claims = new(StringComparer.InvariantCultureIgnoreCase);

    public IEnumerable<string> Claims => _claims.Keys;

    /// <summary>Whether everything is refused.</summary>
    public bool AreNone => _claims.Values.All(actions => actions.AreNone);

    public static Grants Of(ClaimSetMetadata? claimSet)
    {
        var grants = new Grants();
        foreach (var claim in claimSet?.Claims ?? [])
        {
            if (!grants._claims.TryGetValue(claim.Name, out var actions))
                grants._claims.Add(claim.Name, actions = new ActionGrants());
            foreach (var action in claimSet!.Authorizations[claim.AuthorizationId - 1].Actions)
                actions.Add(action.Action, action.Strategies.Names);
        }

        return grants;
    }

    public ActionGrants? Of(string claim) => _claims.GetValueOrDefault(claim);

    public override string ToString() => $"{_claims.Count} claims";
}
