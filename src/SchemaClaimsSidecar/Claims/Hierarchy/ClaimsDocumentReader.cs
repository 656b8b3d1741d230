using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Reads a claims document and reports everything in it that a Configuration Service would not take.</summary>
internal sealed class ClaimsDocumentReader
{
    private readonly DocumentCursor _at;
    private readonly ElementReader _elements;
    private readonly HierarchyReader _hierarchy;
    private readonly HashSet<string> _names = new(StringComparer.InvariantCultureIgnoreCase);

    public ClaimsDocumentReader(ProblemList problems, StrategyLists lists, NameAudit audit)
    {
        _at = new DocumentCursor(problems);
        _elements = new ElementReader(_at);
        _hierarchy = new HierarchyReader(_at, HierarchyForm.Document, lists, audit);
    }

    /// <summary>What stands in the document. With an error among the problems it is not whole.</summary>
    public ClaimsDocument Read(JsonElement root)
    {
        if (!_elements.IsObject(root))
            return new ClaimsDocument([], []);
        _elements.AllowOnly(root, "claimSets", "claimsHierarchy");
        return new ClaimsDocument(ReadClaimSets(root), ReadHierarchy(root));
    }

    private List<string> ReadClaimSets(JsonElement root)
    {
        var names = new List<string>();
        if (!_elements.Has(root, "claimSets", out var value))
            return names;
        _at.Enter("claimSets");
        if (_elements.IsArray(value, atLeast: 1))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                _at.Enter(index++);
                if (_elements.IsObject(item) && ReadClaimSet(item) is { } name)
                    names.Add(name);
                _at.Leave();
            }
        }

        _at.Leave();
        return names;
    }

    private string? ReadClaimSet(JsonElement item)
    {
        _elements.AllowOnly(item, "claimSetName", "isSystemReserved");
        if (_elements.Has(item, "isSystemReserved", out var reserved))
        {
            _at.Enter("isSystemReserved");
            _elements.IsBoolean(reserved, out _);
            _at.Leave();
        }

        var name = _elements.ReadRequiredName(item, "claimSetName");
        if (name is not null && !_names.Add(name))
        {
            _at.Error(
                "claim-set-name",
                $"Another claim set has the name '{name}', case aside; DMS could not tell them apart and would refuse both.");
        }

        return name;
    }

    private List<Claim> ReadHierarchy(JsonElement root)
    {
        if (!_elements.Has(root, "claimsHierarchy", out var value))
            return [];
        _at.Enter("claimsHierarchy");
        var roots = _hierarchy.Read(value);
        _at.Leave();
        return roots;
    }
}
