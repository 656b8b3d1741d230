namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>What one claim set is granted at a claim, its ancestors included. Claims that add nothing share their parent's.</summary>
internal sealed class GrantedActions
{
    private readonly ActionTable _actions;
    private ActionTable? _resolvedDefaults;
    private int _resolvedId;

    private GrantedActions(ActionTable actions) => _actions = actions;

    public static GrantedActions Nearest(IReadOnlyList<ActionStrategies> own, GrantedActions? inherited) =>
        new(ActionTable.Nearest(own, inherited?._actions ?? ActionTable.None));

    /// <summary>The id of what these grants come to under the defaults; remembered, since siblings ask the same.</summary>
    public int AuthorizationId(ActionTable defaults, AuthorizationIds authorizations)
    {
        if (!ReferenceEquals(_resolvedDefaults, defaults))
        {
            _resolvedId = authorizations.Of(Resolve(defaults));
            _resolvedDefaults = defaults;
        }

        return _resolvedId;
    }

    private Authorization Resolve(ActionTable defaults)
    {
        var resolved = _actions.Actions.ToArray();
        foreach (ref var action in resolved.AsSpan())
        {
            if (action.Strategies.IsEmpty && defaults.Find(action.Action) is { } strategies)
                action = action with { Strategies = strategies };
        }

        return new Authorization(resolved);
    }
}
