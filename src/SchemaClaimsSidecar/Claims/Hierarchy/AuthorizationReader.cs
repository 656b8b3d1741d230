using System.Text.Json;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Reads what claims documents and fragments have in common: actions with their strategies, and grants to claim sets.</summary>
internal sealed class AuthorizationReader(DocumentCursor at, ElementReader elements, StrategyLists lists, NameAudit audit)
{
    private readonly List<string> _names = [];

    /// <summary><c>[{"name":…,"actions":[…]}]</c>, with actions of this shape.</summary>
    public List<ClaimSetGrants> ReadClaimSets(JsonElement value, ActionShape shape)
    {
        var claimSets = new List<ClaimSetGrants>();
        if (!elements.IsArray(value))
            return claimSets;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            at.Enter(index++);
            if (elements.IsObject(item))
                claimSets.Add(ReadClaimSet(item, shape));
            at.Leave();
        }

        return claimSets;
    }

    /// <summary><c>[{"name":…,"authorizationStrategies":[…]}]</c>, in one of the shapes that this takes.</summary>
    public List<ActionStrategies> ReadActions(JsonElement value, ActionShape shape)
    {
        var actions = new List<ActionStrategies>();
        if (!elements.IsArray(value, shape.AtLeast))
            return actions;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            at.Enter(index++);
            if (elements.IsObject(item))
                actions.Add(ReadAction(item, shape));
            at.Leave();
        }

        return actions;
    }

    private ClaimSetGrants ReadClaimSet(JsonElement item, ActionShape shape)
    {
        if (shape.Closed)
            elements.AllowOnly(item, "name", "actions");
        var name = elements.ReadRequiredName(item, "name") ?? "";
        if (!elements.Has(item, "actions", out var value))
            return new ClaimSetGrants(name, []);
        at.Enter("actions");
        var actions = ReadActions(value, shape);
        at.Leave();
        return new ClaimSetGrants(name, actions);
    }

    private ActionStrategies ReadAction(JsonElement item, ActionShape shape)
    {
        if (shape.Closed)
            elements.AllowOnly(item, shape.Name, shape.Strategies);
        var name = elements.ReadRequiredName(item, shape.Name) ?? "";
        if (name.Length > 0)
            audit.Action(name, at);
        return new ActionStrategies(name, ReadStrategies(item, shape));
    }

    private StrategyList ReadStrategies(JsonElement action, ActionShape shape)
    {
        var present = shape.StrategiesRequired
            ? elements.Has(action, shape.Strategies, out var value)
            : action.TryGetProperty(shape.Strategies, out value);
        if (!present)
            return lists.Empty;
        at.Enter(shape.Strategies);
        _names.Clear();
        if (elements.IsArray(value, shape.StrategiesAtLeast))
            CollectStrategies(value, shape.Closed);
        at.Leave();
        return lists.Of(_names);
    }

    private void CollectStrategies(JsonElement value, bool closed)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            at.Enter(index++);
            if (elements.IsObject(item))
            {
                if (closed)
                    elements.AllowOnly(item, "name");
                if (elements.ReadRequiredName(item, "name") is { } name)
                {
                    audit.Strategy(name, at);
                    _names.Add(name);
                }
            }

            at.Leave();
        }
    }
}
