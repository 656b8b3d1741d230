using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Claims;

/// <summary>The authorization strategies of an action; their order makes no difference.</summary>
internal sealed class Strategies
{
    private const string NoFurther = "NoFurtherAuthorizationRequired";

    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Whether the action is refused: DMS allows nothing without a strategy.</summary>
    public bool AreNone => _names.Count == 0;

    private bool AllowAll => _names.Count == 1 && _names.Contains(NoFurther);

    public void Add(IEnumerable<string> names) => _names.UnionWith(names);

    /// <summary>What it means to go from some to others; null when they are the same.</summary>
    public static ChangeRule? Judge(Strategies earlier, Strategies later)
    {
        if (earlier._names.SetEquals(later._names))
            return null;
        if (earlier.AllowAll || later.AreNone)
            return ClaimRules.StrategiesNarrowed;
        return later.AllowAll || earlier.AreNone ? ClaimRules.StrategiesWidened : ClaimRules.StrategiesChanged;
    }

    public override string ToString() => AreNone ? "no strategy" : string.Join(", ", _names);
}
