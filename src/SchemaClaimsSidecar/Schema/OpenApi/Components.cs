using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>The member <c>components</c> of a document: the schemas, and other sections (parameters, responses, …) by name.</summary>
internal sealed class Components
{
    private const string SchemasSection = "schemas";

    // Depends on the request: where a token is had is known to the service alone.
    private const string SecuritySection = "securitySchemes";

    private readonly OrderedDictionary<string, OrderedDictionary<string, JsonElement>> _others = new(StringComparer.Ordinal);

    public ComponentSchemas Schemas { get; } = new();

    /// <summary>Takes all sections over; what is there already gives way.</summary>
    public void Replace(JsonElement components)
    {
        foreach (var section in SectionsOf(components))
        {
            foreach (var item in section.Value.EnumerateObject())
            {
                if (item.Value.ValueKind == JsonValueKind.Null)
                    continue;
                if (section.NameEquals(SchemasSection))
                    Schemas.Set(item.Name, item.Value);
                else
                    Other(section.Name)[item.Name] = item.Value;
            }
        }
    }

    /// <summary>Takes over what the sections beside the schemas lack.</summary>
    public void AddOthers(JsonElement components)
    {
        foreach (var section in SectionsOf(components).Where(section => !section.NameEquals(SchemasSection)))
        {
            var other = Other(section.Name);
            foreach (var item in section.Value.EnumerateObject())
                other.TryAdd(item.Name, item.Value);
        }
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (section, items) in _others)
        {
            writer.WriteStartObject(section);
            foreach (var (name, value) in items)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WritePropertyName(SchemasSection);
        Schemas.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static IEnumerable<JsonProperty> SectionsOf(JsonElement components) =>
        components.EnumerateObject()
            .Where(section => section.Value.ValueKind == JsonValueKind.Object && !section.NameEquals(SecuritySection));

    private OrderedDictionary<string, JsonElement> Other(string name)
    {
        if (!_others.TryGetValue(name, out var section))
            _others.Add(name, section = new(StringComparer.Ordinal));
        return section;
    }
}
