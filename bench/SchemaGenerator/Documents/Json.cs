using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaGeneration.Documents;

/// <summary>Builds and writes JSON.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An object of these members; those without a value are left out.</summary>
    public static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members.Where(member => member.Value is not null))
            result[name] = value;
        return result;
    }

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Strings(params IEnumerable<string> items) => Array(items.Select(item => (JsonNode)item));

    public static JsonObject Reference(string section, string name) => Object(("$ref", $"#/components/{section}/{name}"));

    /// <summary>Pretty-printed, as schema files are published.</summary>
    public static byte[] ToBytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Indented);
}
