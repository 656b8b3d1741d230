using System.Text.Json;

namespace SchemaClaimsSidecar.Comparison;

/// <summary>Compares members of canonical documents.</summary>
internal static class JsonValues
{
    /// <summary>A member of an object; of kind undefined when there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The text of a string, the JSON of anything else, and nothing where there is nothing.</summary>
    public static string Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.String => element.GetString()!,
        _ => element.GetRawText(),
    };

    /// <summary>The items of a list as text; none when it is none.</summary>
    public static IEnumerable<string> Texts(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(Text) : [];

    /// <summary>Whether both have the same JSON: documents are canonical, so that equal values have equal bytes.</summary>
    public static bool IsSame(JsonElement earlier, JsonElement later) => (earlier.ValueKind, later.ValueKind) switch
    {
        (JsonValueKind.Undefined, JsonValueKind.Undefined) => true,
        (JsonValueKind.Undefined, _) or (_, JsonValueKind.Undefined) => false,
        _ => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(earlier)
            .SequenceEqual(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(later)),
    };

    /// <summary>The names of the members of either, in ordinal order.</summary>
    public static IEnumerable<string> NamesOf(JsonElement earlier, JsonElement later) =>
        Names(earlier).Union(Names(later), StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Name) : [];
}
