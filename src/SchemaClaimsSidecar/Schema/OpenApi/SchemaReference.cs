using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>References to component schemas: <c>{"$ref":"#/components/schemas/EdFi_School"}</c>.</summary>
internal static partial class SchemaReference
{
    private const string Prefix = "#/components/schemas/";

    public static JsonElement To(string schemaName) =>
        JsonSerializer.SerializeToElement(
            new Dictionary<string, string> { ["$ref"] = Prefix + schemaName }, ReferenceJson.Default.DictionaryStringString);

    /// <summary>The name of the schema that a property refers to; null when it does not.</summary>
    public static string? TargetOf(JsonElement property) =>
        property.StringOrNull("$ref") is { } reference && reference.StartsWith(Prefix, StringComparison.Ordinal)
            ? reference[Prefix.Length..]
            : null;

    /// <summary>The same for a property that holds one such object or an array of them.</summary>
    public static string? TargetOfPropertyOrItems(JsonElement property) =>
        TargetOf(property) ?? (property.TryGetObject("items", out var items) ? TargetOf(items) : null);

    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class ReferenceJson : JsonSerializerContext;
}
