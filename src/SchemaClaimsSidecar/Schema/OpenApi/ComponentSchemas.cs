using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>The section <c>components.schemas</c> of a document, in the order in which its schemas came.</summary>
internal sealed class ComponentSchemas
{
    private readonly OrderedDictionary<string, ComponentSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spellings = new(StringComparer.OrdinalIgnoreCase);

    public bool TryGet(string name, [NotNullWhen(true)] out ComponentSchema? schema) => _schemas.TryGetValue(name, out schema);

    /// <summary>The name as a schema spells it, for one whose case is not known; null when there is no such schema.</summary>
    public string? SpellingOf(string name) => _schemas.ContainsKey(name) ? name : _spellings.GetValueOrDefault(name);

    public void Set(string name, JsonElement source)
    {
        _schemas[name] = new ComponentSchema(source);
        _spellings.TryAdd(name, name);
    }

    public bool TryAdd(string name, ComponentSchema schema)
    {
        if (!_schemas.TryAdd(name, schema))
            return false;
        _spellings.TryAdd(name, name);
        return true;
    }

    public ComponentSchema GetOrAddEmpty(string name)
    {
        if (TryGet(name, out var schema))
            return schema;
        schema = ComponentSchema.Empty();
        TryAdd(name, schema);
        return schema;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, schema) in _schemas)
        {
            writer.WritePropertyName(name);
            schema.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
