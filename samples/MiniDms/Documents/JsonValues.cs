using System.Text.Json;
using Dms.Client.Schema;

namespace MiniDms.Documents;

/// <summary>Scalars in a document.</summary>
internal static class JsonValues
{
    /// <summary>All values at a path, as text.</summary>
    public static IEnumerable<string> Select(JsonElement document, JsonPath path) =>
        path.Segments.Aggregate<JsonPathSegment, IEnumerable<JsonElement>>([document], Step).Select(value => value.ToString());

    private static IEnumerable<JsonElement> Step(IEnumerable<JsonElement> elements, JsonPathSegment segment) => segment.Kind switch
    {
        JsonPathSegmentKind.Property => elements
            .Where(element => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(segment.Name, out _))
            .Select(element => element.GetProperty(segment.Name)),
        JsonPathSegmentKind.Wildcard => elements
            .Where(element => element.ValueKind == JsonValueKind.Array).SelectMany(element => element.EnumerateArray()),
        _ => elements
            .Where(element => element.ValueKind == JsonValueKind.Array && segment.Index < element.GetArrayLength())
            .Select(element => element[segment.Index]),
    };
}
