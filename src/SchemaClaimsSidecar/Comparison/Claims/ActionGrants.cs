namespace SchemaClaimsSidecar.Comparison.Claims;

/// <summary>The actions that a claim grants, each with its strategies.</summary>
internal sealed class ActionGrants
{
    private readonly Dictionary<string, Strategies> _actions = new(StringComparer.InvariantCultureIgnoreCase);

    public IEnumerable<string> Actions => _actions.Keys;

    /// <summary>Whether every action is refused.</summary>
    public bool AreNone => _actions.Values.All(strategies => strategies.AreNone);

    public Strategies? Of(string action) => _actions.GetValueOrDefault(action);

    public void Add(string action, IEnumerable<string> strategies)
    {
        if (!_actions.TryGetValue(action, out var known))
            _actions.Add(action, known = new Strategies());
        known.Add(strategies);
    }

    public override string ToString() => string.Join(", ", _actions.Keys.Order(StringComparer.Ordinal));
}
