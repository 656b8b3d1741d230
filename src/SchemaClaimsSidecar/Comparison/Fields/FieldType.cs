using System.Text.Json;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>What a field is, in a few words.</summary>
internal static class FieldType
{
    public static string Of(JsonElement schema)
    {
        var type = string.Join(" or ", Types(schema));
        if (schema.Member("format") is { ValueKind: JsonValueKind.String } format)
            return $"{type} ({format.GetString()})";
        if (type == "array" && schema.Member("items") is { ValueKind: JsonValueKind.Object } items)
            return $"array of {string.Join(" or ", Types(items))}";
        return schema.Member("maxLength") is { ValueKind: JsonValueKind.Number } length ? $"{type}, at most {length}" : type;
    }

    /// <summary>The types that a value may have; none where it may have any.</summary>
    public static IEnumerable<string> Types(JsonElement schema) => schema.Member("type") switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        var several => several.Texts(),
    };

    public static IEnumerable<(string Name, JsonElement Schema)> PropertiesOf(JsonElement schema) =>
        schema.Member("properties") is { ValueKind: JsonValueKind.Object } properties
            ? properties.EnumerateObject().Select(property => (property.Name, property.Value))
            : [];
}
