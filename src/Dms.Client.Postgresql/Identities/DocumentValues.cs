using System.Text.Json;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Identities;

/// <summary>Takes values out of a document by the paths of its schema.</summary>
internal static class DocumentValues
{
    /// <summary>The only value at a path, as text.</summary>
    /// <exception cref="InvalidDocumentException">There is none, or no scalar.</exception>
    public static string Required(ResourceSchema resource, JsonElement document, JsonPath path)
    {
        foreach (var value in Select(resource, document, path))
            return value;
        throw new InvalidDocumentException($"A document of {resource} has no value at {path}.");
    }

    /// <summary>The values at a path, as text, in the order of the document. What is absent or null is left out.</summary>
    /// <exception cref="InvalidDocumentException">The document is no object, or a value is no scalar.</exception>
    public static IEnumerable<string> Select(ResourceSchema resource, JsonElement document, JsonPath path)
    {
        if (document.ValueKind != JsonValueKind.Object)
            throw new InvalidDocumentException($"A document of {resource} must be a JSON object and is: {document.ValueKind}.");
        foreach (var value in Select(document, path, 0))
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                throw new InvalidDocumentException($"A document of {resource} must have a scalar at {path} and has: {value.ValueKind}.");
            yield return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }

    private static IEnumerable<JsonElement> Select(JsonElement value, JsonPath path, int depth)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return [];
        if (depth == path.Segments.Length)
            return [value];
        var segment = path.Segments[depth];
        return (segment.Kind, value.ValueKind) switch
        {
            (JsonPathSegmentKind.Property, JsonValueKind.Object) when value.TryGetProperty(segment.Name, out var property) =>
                Select(property, path, depth + 1),
            (JsonPathSegmentKind.Wildcard, JsonValueKind.Array) => value.EnumerateArray().SelectMany(item => Select(item, path, depth + 1)),
            (JsonPathSegmentKind.Index, JsonValueKind.Array) when segment.Index < value.GetArrayLength() =>
                Select(value[segment.Index], path, depth + 1),
            _ => [],
        };
    }
}
