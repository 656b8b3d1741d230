using System.Text.Json;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Reads a claims hierarchy, at the cursor, and reports what is wrong with it.</summary>
internal sealed class HierarchyReader
{
    private readonly DocumentCursor _at;
    private readonly HierarchyForm _form;
    private readonly ElementReader _elements;
    private readonly AuthorizationReader _authorizations;

    public HierarchyReader(DocumentCursor at, HierarchyForm form, StrategyLists lists, NameAudit audit)
    {
        _at = at;
        _form = form;
        _elements = new ElementReader(at);
        _authorizations = new AuthorizationReader(at, _elements, lists, audit);
    }

    /// <summary>The roots. With an error among the problems they are not whole.</summary>
    public List<Claim> Read(JsonElement value) => ReadClaims(value, atLeast: 1);

    private List<Claim> ReadClaims(JsonElement value, int atLeast)
    {
        var claims = new List<Claim>();
        if (!_elements.IsArray(value, atLeast))
            return claims;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            _at.Enter(index++);
            if (_elements.IsObject(item))
                claims.Add(ReadClaim(item));
            _at.Leave();
        }

        return claims;
    }

    private Claim ReadClaim(JsonElement item)
    {
        if (_form.Closed)
            _elements.AllowOnly(item, "name", "defaultAuthorization", "claimSets", "claims");
        var name = _elements.ReadRequiredName(item, "name") ?? "";
        var claim = new Claim(name, _at.Origin);
        if (Has(item, "defaultAuthorization", out var defaults))
        {
            _at.Enter("defaultAuthorization");
            claim.Defaults = ReadDefaults(defaults);
            _at.Leave();
        }

        if (Has(item, "claimSets", out var claimSets))
        {
            _at.Enter("claimSets");
            claim.ClaimSets.AddRange(_authorizations.ReadClaimSets(claimSets, _form.Override));
            _at.Leave();
        }

        if (Has(item, "claims", out var children))
        {
            _at.Enter("claims");
            claim.Children = ReadClaims(children, atLeast: 0);
            _at.Leave();
        }

        return claim;
    }

    private bool Has(JsonElement item, string property, out JsonElement value) =>
        item.TryGetProperty(property, out value) && (_form.Closed || value.ValueKind != JsonValueKind.Null);

    private List<ActionStrategies> ReadDefaults(JsonElement value)
    {
        if (!_elements.IsObject(value))
            return [];
        if (_form.Closed)
            _elements.AllowOnly(value, "actions");
        if (!_elements.Has(value, "actions", out var actions))
            return [];
        _at.Enter("actions");
        var read = _authorizations.ReadActions(actions, _form.Default);
        _at.Leave();
        return read;
    }
}
