using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Tests.Schema;

/// <summary>The definition of canonical JSON and of the hashes over it, written down as simply as possible.</summary>
internal static class NaiveCanonicalJson
{
    public static byte[] Write(JsonNode? node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            Write(writer, node);
        }

        return stream.ToArray();
    }

    public static string Hash(JsonNode? node) => Convert.ToHexStringLower(SHA256.HashData(Write(node)));

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject properties:
                writer.WriteStartObject();
                foreach (var (name, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                var element = node.GetValue<JsonElement>();
                if (element.ValueKind == JsonValueKind.String)
                    writer.WriteStringValue(element.GetString());
                else
                    writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }
}
