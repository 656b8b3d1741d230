namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>How an action with its strategies is written in one of the places where it may stand.</summary>
/// <param name="Name">The property with the action's name.</param>
/// <param name="Strategies">The property with the list of strategies.</param>
/// <param name="AtLeast">How many actions there must be.</param>
/// <param name="StrategiesRequired">Whether the list of strategies must be there, even if empty.</param>
/// <param name="StrategiesAtLeast">How many strategies a list must have.</param>
/// <param name="Closed">Whether other properties are an error.</param>
internal sealed record ActionShape(
    string Name, string Strategies, int AtLeast, bool StrategiesRequired, int StrategiesAtLeast, bool Closed)
{
    /// <summary>In a claim's <c>defaultAuthorization</c>.</summary>
    public static readonly ActionShape Default = new("name", "authorizationStrategies", 1, true, 0, true);

    /// <summary>In a claim's <c>claimSets</c>.</summary>
    public static readonly ActionShape Override = new("name", "authorizationStrategyOverrides", 1, false, 0, true);

    /// <summary>As <see cref="Default"/>, in a hierarchy that the service has written back.</summary>
    public static readonly ActionShape StoredDefault = Default with { AtLeast = 0, StrategiesRequired = false, Closed = false };

    /// <summary>As <see cref="Override"/>, in a hierarchy that the service has written back.</summary>
    public static readonly ActionShape StoredOverride = Override with { AtLeast = 0, Closed = false };

    /// <summary>In a fragment's <c>_defaultAuthorizationStrategiesForCrud</c>; the service refuses a default without strategies.</summary>
    public static readonly ActionShape FragmentDefault = new("actionName", "authorizationStrategies", 0, true, 1, false);

    /// <summary>In a fragment's <c>authorizationStrategyOverridesForCRUD</c>.</summary>
    public static readonly ActionShape FragmentOverride = new("actionName", "authorizationStrategies", 0, false, 0, false);
}
