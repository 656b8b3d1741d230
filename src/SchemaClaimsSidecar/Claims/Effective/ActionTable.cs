namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>Strategies by action, in order, each action once. There are rarely more than five.</summary>
internal sealed class ActionTable
{
    public static readonly ActionTable None = new([]);

    private readonly ActionStrategies[] _actions;

    private ActionTable(ActionStrategies[] actions) => _actions = actions;

    public ReadOnlySpan<ActionStrategies> Actions => _actions;

    /// <summary>What <paramref name="near"/> says, and after it what <paramref name="far"/> says of other actions.</summary>
    public static ActionTable Nearest(IReadOnlyList<ActionStrategies> near, ActionTable far)
    {
        var actions = new List<ActionStrategies>(near.Count + far._actions.Length);
        for (var i = 0; i < near.Count; i++)
            AddIfNew(actions, near[i]);
        foreach (var action in far._actions)
            AddIfNew(actions, action);
        return new ActionTable([.. actions]);
    }

    public StrategyList? Find(string action)
    {
        foreach (var entry in _actions)
        {
            if (entry.Action == action)
                return entry.Strategies;
        }

        return null;
    }

    private static void AddIfNew(List<ActionStrategies> actions, ActionStrategies candidate)
    {
        foreach (var action in actions)
        {
            if (action.Action == candidate.Action)
                return;
        }

        actions.Add(candidate);
    }
}
