using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>
/// Reads a claims fragment. Its property names are taken in any case and those that nobody needs (ids, <c>actions</c>) are passed
/// over, because the tools that write fragments differ in both and the Configuration Service minds neither.
/// </summary>
internal sealed class ClaimsFragmentReader
{
    private readonly DocumentCursor _at;
    private readonly ElementReader _elements;
    private readonly AuthorizationReader _authorizations;

    public ClaimsFragmentReader(ProblemList problems, StrategyLists lists, NameAudit audit)
    {
        _at = new DocumentCursor(problems);
        _elements = new ElementReader(_at);
        _authorizations = new AuthorizationReader(_at, _elements, lists, audit);
    }

    /// <summary>What stands in the fragment. With an error among the problems it is not whole.</summary>
    public ClaimsFragment Read(JsonElement root)
    {
        var entries = new List<FragmentEntry>();
        if (!_elements.IsObject(root))
            return new ClaimsFragment(_at.Origin, "", entries);
        var claimSet = _elements.ReadRequiredName(root, "name") ?? "";
        if (_elements.Has(root, "resourceClaims", out var value))
            ReadEach("resourceClaims", value, item => entries.Add(ReadEntry(item)));
        return new ClaimsFragment(_at.Origin, claimSet, entries);
    }

    private FragmentEntry ReadEntry(JsonElement item)
    {
        var entry = new FragmentEntry(_elements.ReadRequiredName(item, "name") ?? "", _at.Origin);
        foreach (var property in item.EnumerateObject())
        {
            var name = property.Name;
            if (Is(name, "isParent"))
                entry = entry with { IsParent = ReadFlag(property) };
            else if (Is(name, "children"))
                entry = entry with { Children = ReadChildren(property) };
            else if (Is(name, "claimSets"))
                entry = entry with { ClaimSets = ReadClaimSets(property) };
            else if (Is(name, "_defaultAuthorizationStrategiesForCRUD"))
                entry = entry with { Defaults = ReadActions(property, ActionShape.FragmentDefault) };
            else if (Is(name, "authorizationStrategyOverridesForCRUD"))
                entry = entry with { Overrides = ReadActions(property, ActionShape.FragmentOverride) };
        }

        return entry;
    }

    private static bool Is(string name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);

    private bool ReadFlag(JsonProperty property)
    {
        _at.Enter(property.Name);
        _elements.IsBoolean(property.Value, out var flag);
        _at.Leave();
        return flag;
    }

    private List<FragmentChild> ReadChildren(JsonProperty property)
    {
        var children = new List<FragmentChild>();
        ReadEach(property.Name, property.Value, item =>
        {
            if (_elements.ReadRequiredName(item, "name") is { } name)
                children.Add(new FragmentChild(name, _at.Origin));
        });
        return children;
    }

    private List<ClaimSetGrants> ReadClaimSets(JsonProperty property)
    {
        _at.Enter(property.Name);
        var claimSets = _authorizations.ReadClaimSets(property.Value, ActionShape.Override);
        _at.Leave();
        return claimSets;
    }

    private List<ActionStrategies> ReadActions(JsonProperty property, ActionShape shape)
    {
        _at.Enter(property.Name);
        var actions = _authorizations.ReadActions(property.Value, shape);
        _at.Leave();
        return actions;
    }

    private void ReadEach(string property, JsonElement value, Action<JsonElement> read)
    {
        _at.Enter(property);
        if (_elements.IsArray(value))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                _at.Enter(index++);
                if (_elements.IsObject(item))
                    read(item);
                _at.Leave();
            }
        }

        _at.Leave();
    }
}
