using System.Text.Json;

namespace SchemaClaimsSidecar.Schema;

/// <summary>Reads members of documents that may hold anything: a member of another kind counts as absent.</summary>
internal static class JsonMembers
{
    public static bool TryGetObject(this JsonElement element, string name, out JsonElement value) =>
        element.TryGetMember(name, JsonValueKind.Object, out value);

    public static bool TryGetArray(this JsonElement element, string name, out JsonElement value) =>
        element.TryGetMember(name, JsonValueKind.Array, out value);

    public static string? StringOrNull(this JsonElement element, string name) =>
        element.TryGetMember(name, JsonValueKind.String, out var value) ? value.GetString() : null;

    public static bool IsTrue(this JsonElement element, string name) =>
        element.TryGetMember(name, JsonValueKind.True, out _);

    /// <summary>The members of an object, or nothing when the member is absent or no object.</summary>
    public static IEnumerable<JsonProperty> MembersOf(this JsonElement element, string name) =>
        element.TryGetObject(name, out var value) ? value.EnumerateObject() : [];

    /// <summary>The items of an array, or nothing when the member is absent or no array.</summary>
    public static IEnumerable<JsonElement> ItemsOf(this JsonElement element, string name) =>
        element.TryGetArray(name, out var value) ? value.EnumerateArray() : [];

    private static bool TryGetMember(this JsonElement element, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out value)
            && value.ValueKind == kind;
    }
}
