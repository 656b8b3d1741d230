using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>
/// A component schema as some document wrote it, and what extensions did to its properties. An untouched one is written as it came.
/// </summary>
internal sealed class ComponentSchema(JsonElement source)
{
    private static readonly JsonElement EmptyObject = JsonElement.Parse("""{"type":"object","properties":{}}""");

    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private OrderedDictionary<string, JsonElement>? _properties;

    /// <summary>An object schema without properties.</summary>
    public static ComponentSchema Empty() => new(EmptyObject);

    /// <summary>Whether it is an object with a list of properties, so that an extension has somewhere to go.</summary>
    public bool HasProperties => source.TryGetObject("properties", out _);

    public IReadOnlyDictionary<string, JsonElement> Properties => Mutable;

    private OrderedDictionary<string, JsonElement> Mutable => _properties ??= ReadProperties();

    /// <summary>A schema of its own with the same content.</summary>
    public ComponentSchema Copy()
    {
        var copy = new ComponentSchema(source);
        foreach (var (name, value) in Properties)
            copy.Mutable[name] = value;
        foreach (var name in _removed)
            copy.Remove(name);
        return copy;
    }

    public bool TryAdd(string name, JsonElement value) => Mutable.TryAdd(name, value);

    /// <summary>Takes a property away, also from what is required.</summary>
    public void Remove(string name)
    {
        Mutable.Remove(name);
        _removed.Add(name);
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_properties is null)
        {
            source.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in source.EnumerateObject())
        {
            if (member.NameEquals("properties"))
                WriteProperties(writer, _properties);
            else if (member.NameEquals("required") && _removed.Count > 0)
                WriteRequired(writer, member.Value);
            else
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, OrderedDictionary<string, JsonElement> properties)
    {
        writer.WriteStartObject("properties");
        foreach (var (name, value) in properties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteRequired(Utf8JsonWriter writer, JsonElement required)
    {
        if (required.ValueKind != JsonValueKind.Array)
            return;
        var left = required.EnumerateArray().Where(IsLeft).ToList();
        if (left.Count == 0)
            return;
        writer.WriteStartArray("required");
        left.ForEach(name => name.WriteTo(writer));
        writer.WriteEndArray();
    }

    private bool IsLeft(JsonElement name) =>
        name.ValueKind != JsonValueKind.String || !_removed.Contains(name.GetString()!);

    private OrderedDictionary<string, JsonElement> ReadProperties()
    {
        var properties = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in source.MembersOf("properties"))
            properties[property.Name] = property.Value;
        return properties;
    }
}
