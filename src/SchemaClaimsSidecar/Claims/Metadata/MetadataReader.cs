using System.Text.Json;
using SchemaClaimsSidecar.Claims.Hierarchy;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>Reads claim-set metadata as the Configuration Service answers it, or as a part of a snapshot holds it.</summary>
internal sealed class MetadataReader
{
    private static readonly ActionShape Actions = new(MetadataProperties.Name, MetadataProperties.Strategies, 0, true, 0, false);

    private readonly ProblemList _problems;
    private readonly DocumentCursor _at;
    private readonly ElementReader _elements;
    private readonly AuthorizationReader _authorizations;
    private readonly Dictionary<string, ClaimSetMetadata> _shared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.InvariantCultureIgnoreCase);

    /// <param name="problems">Takes what is wrong with the document.</param>
    /// <param name="shared">What an entry may stand for that has nothing but a name; nothing in an answer of the service.</param>
    public MetadataReader(ProblemList problems, IEnumerable<ClaimSetMetadata>? shared = null)
    {
        _problems = problems;
        _at = new DocumentCursor(problems);
        _elements = new ElementReader(_at);
        _authorizations = new AuthorizationReader(_at, _elements, new StrategyLists(), new NameAudit());
        foreach (var claimSet in shared ?? [])
            _shared[claimSet.Name] = claimSet;
    }

    /// <summary>The claim sets in their order; null when something is wrong.</summary>
    public IReadOnlyList<ClaimSetMetadata>? Read(InputDocument document)
    {
        using var json = DocumentReader.Read(document, _problems);
        if (json is null || !_elements.IsArray(json.RootElement))
            return null;
        var claimSets = new List<ClaimSetMetadata>();
        ForEach(json.RootElement, item => claimSets.Add(ReadClaimSet(item)));
        return _problems.HasErrors ? null : claimSets;
    }

    private ClaimSetMetadata ReadClaimSet(JsonElement item)
    {
        var name = _elements.ReadRequiredName(item, MetadataProperties.ClaimSetName) ?? "";
        if (!_names.Add(name))
            _at.Error("claim-set-name", $"Another claim set has the name '{name}', case aside; DMS could not tell them apart.");
        if (!item.TryGetProperty(MetadataProperties.Claims, out _) && _shared.TryGetValue(name, out var shared))
            return shared;
        var (authorizations, numbers) = ReadAuthorizations(item);
        return new ClaimSetMetadata(name, ReadClaims(item, numbers), authorizations);
    }

    private (List<Authorization> InOrder, ILookup<int, int> NumbersById) ReadAuthorizations(JsonElement claimSet)
    {
        var inOrder = new List<Authorization>();
        var ids = new List<int>();
        ForEachOf(claimSet, MetadataProperties.Authorizations, item =>
        {
            ids.Add(ReadId(item, MetadataProperties.Id));
            if (!_elements.Has(item, MetadataProperties.Actions, out var actions))
                return;
            _at.Enter(MetadataProperties.Actions);
            inOrder.Add(new Authorization([.. _authorizations.ReadActions(actions, Actions)]));
            _at.Leave();
        });
        return (inOrder, ids.Select((id, index) => (id, Number: index + 1)).ToLookup(pair => pair.id, pair => pair.Number));
    }

    // A claim that refers to no authorization vanishes, and one that refers to two has both: so DMS reads the answer.
    private List<GrantedClaim> ReadClaims(JsonElement claimSet, ILookup<int, int> numbersById)
    {
        var claims = new List<GrantedClaim>();
        ForEachOf(claimSet, MetadataProperties.Claims, item =>
        {
            var name = _elements.ReadRequiredName(item, MetadataProperties.Name) ?? "";
            foreach (var number in numbersById[ReadId(item, MetadataProperties.AuthorizationId)])
                claims.Add(new GrantedClaim(name, number));
        });
        return claims;
    }

    private int ReadId(JsonElement item, string property)
    {
        if (!_elements.Has(item, property, out var value))
            return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var id))
            return id;
        _at.Enter(property);
        _at.Error("type", "Expected a whole number.");
        _at.Leave();
        return 0;
    }

    private void ForEachOf(JsonElement owner, string property, Action<JsonElement> read)
    {
        if (!_elements.Has(owner, property, out var items))
            return;
        _at.Enter(property);
        if (_elements.IsArray(items))
            ForEach(items, read);
        _at.Leave();
    }

    private void ForEach(JsonElement items, Action<JsonElement> read)
    {
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            _at.Enter(index++);
            if (_elements.IsObject(item))
                read(item);
            _at.Leave();
        }
    }
}
