using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>
/// Makes the JSON Schema of a changed document from that of a new one, as DMS does: the property <c>id</c> is added, or replaced,
/// and required. Everything else is copied byte by byte.
/// </summary>
internal static class UpdateSchemaWriter
{
    private const int Additions = 128;

    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="InvalidOperationException">The schema, its <c>properties</c> or its <c>required</c> is of the wrong kind.</exception>
    public static ReadOnlyMemory<byte> Write(JsonElement insert)
    {
        var source = JsonMarshal.GetRawUtf8Value(insert);
        var buffer = new ArrayBufferWriter<byte>(source.Length + Additions);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var keyword in insert.EnumerateObject())
                WriteKeyword(json, keyword);
            if (!insert.TryGetProperty("properties"u8, out _))
                WriteProperties(json, default);
            if (!insert.TryGetProperty("required"u8, out _))
                WriteRequired(json, default);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteKeyword(Utf8JsonWriter json, JsonProperty keyword)
    {
        if (keyword.NameEquals("properties"u8))
            WriteProperties(json, keyword.Value);
        else if (keyword.NameEquals("required"u8))
            WriteRequired(json, keyword.Value);
        else
            WriteUnchanged(json, keyword);
    }

    private static void WriteProperties(Utf8JsonWriter json, JsonElement properties)
    {
        json.WriteStartObject("properties"u8);
        if (properties.ValueKind != JsonValueKind.Undefined)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (!property.NameEquals("id"u8))
                    WriteUnchanged(json, property);
            }
        }

        json.WriteStartObject("id"u8);
        json.WriteString("type"u8, "string"u8);
        json.WriteString("description"u8, "The item id"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter json, JsonElement required)
    {
        json.WriteStartArray("required"u8);
        if (required.ValueKind != JsonValueKind.Undefined)
        {
            foreach (var name in required.EnumerateArray())
            {
                if (!name.ValueEquals("id"u8))
                    json.WriteRawValue(JsonMarshal.GetRawUtf8Value(name), skipInputValidation: true);
            }
        }

        json.WriteStringValue("id"u8);
        json.WriteEndArray();
    }

    private static void WriteUnchanged(Utf8JsonWriter json, JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        if (name.Contains((byte)'\\'))
            json.WritePropertyName(property.Name);
        else
            json.WritePropertyName(name);
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true);
    }
}
