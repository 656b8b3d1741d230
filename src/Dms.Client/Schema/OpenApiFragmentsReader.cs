using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>Reads a part <c>openapi/fragments/…</c>: finds where each fragment stands and parses none of them.</summary>
internal static class OpenApiFragmentsReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <exception cref="JsonException">The content is no JSON.</exception>
    public static OpenApiFragments Read(ReadOnlyMemory<byte> content)
    {
        var reader = new Utf8JsonReader(content.Span, Options);
        RawJson? baseDocuments = null;
        var abstractResources = new Dictionary<string, RawJson>(StringComparer.Ordinal);
        var resources = new Dictionary<string, RawJson>(StringComparer.Ordinal);
        BeginObject(ref reader);
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("openApiBaseDocuments"u8))
                baseDocuments = ReadValue(ref reader, content);
            else if (reader.ValueTextEquals("abstractResources"u8))
                ReadEntries(ref reader, content, abstractResources);
            else if (reader.ValueTextEquals("resourceSchemas"u8))
                ReadEntries(ref reader, content, resources);
            else
                reader.Skip();
        }

        return new OpenApiFragments(baseDocuments, abstractResources, resources);
    }

    private static void ReadEntries(ref Utf8JsonReader reader, ReadOnlyMemory<byte> content, Dictionary<string, RawJson> entries)
    {
        BeginObject(ref reader);
        while (NextProperty(ref reader))
        {
            var name = reader.GetString()!;
            entries[name] = ReadValue(ref reader, content);
        }
    }

    private static RawJson ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> content)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RawJson(content[start..(int)reader.BytesConsumed]);
    }

    private static void BeginObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no JSON object.");
    }

    private static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
