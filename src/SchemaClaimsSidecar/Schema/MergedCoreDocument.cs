using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema;

/// <summary>
/// The core document with its extensions merged into it, root included and in the order of the document, as DMS holds it: with
/// OpenAPI under the rules of 2025, without it under those of 2026.
/// </summary>
internal static class MergedCoreDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it from an input that <see cref="SchemaCompiler"/> accepts.</summary>
    /// <exception cref="ArgumentException">The input is refused.</exception>
    public static byte[] Write(SchemaInput input)
    {
        using var documents = SchemaDocuments.Read(input, CancellationToken.None);
        if (documents.AreRefused)
            throw new ArgumentException("The input is refused.", nameof(input));

        var buffer = new ArrayBufferWriter<byte>(input.Core.Content.Length);
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteRoot(json, documents, input.Rules == MergeRules.Rules2026);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRoot(Utf8JsonWriter json, SchemaDocuments documents, bool withoutOpenApi) =>
        WriteObject(json, documents.Core.Root, null, root =>
        {
            if (!root.NameEquals("projectSchema"))
                root.Value.WriteTo(json);
            else
                WriteProject(json, root.Value, documents, withoutOpenApi);
        });

    private static void WriteProject(Utf8JsonWriter json, JsonElement project, SchemaDocuments documents, bool withoutOpenApi) =>
        WriteObject(json, project, withoutOpenApi ? "openApiBaseDocuments" : null, property =>
        {
            if (property.NameEquals("resourceSchemas"))
                WriteResources(json, property.Value, documents, withoutOpenApi ? "openApiFragments" : null);
            else if (property.NameEquals("abstractResources") && withoutOpenApi)
                WriteObject(json, property.Value, null, resource => WriteObject(json, resource.Value, "openApiFragment"));
            else
                property.Value.WriteTo(json);
        });

    private static void WriteResources(Utf8JsonWriter json, JsonElement resources, SchemaDocuments documents, string? except) =>
        WriteObject(json, resources, null, resource =>
        {
            if (!documents.MergedResources.TryGetValue(resource.Name, out var merged))
            {
                WriteObject(json, resource.Value, except);
                return;
            }

            if (except is not null)
                merged.Remove(except);
            merged.WriteTo(json);
        });

    private static void WriteObject(Utf8JsonWriter json, JsonElement value, string? except, Action<JsonProperty>? writeValue = null)
    {
        json.WriteStartObject();
        foreach (var property in value.EnumerateObject())
        {
            if (except is not null && property.NameEquals(except))
                continue;
            json.WritePropertyName(property.Name);
            if (writeValue is null)
                property.Value.WriteTo(json);
            else
                writeValue(property);
        }

        json.WriteEndObject();
    }
}
