using System.Text.Json;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

/// <summary>The references inside a document, and whether they lead anywhere.</summary>
internal static class References
{
    public static IEnumerable<string> In(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(In);
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        var own = element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? [reference.GetString()!]
            : Enumerable.Empty<string>();
        return own.Concat(element.EnumerateObject().SelectMany(member => In(member.Value)));
    }

    public static bool Resolves(JsonElement root, string reference)
    {
        var element = root;
        foreach (var segment in reference.Split('/').Skip(1))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(segment, out element))
                return false;
        }

        return true;
    }
}
