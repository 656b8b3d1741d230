using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>Merges two <c>_ext</c> schemas as DMS of 2026-08 does.</summary>
internal static class ExtensionFragment
{
    public const string Key = "_ext";

    /// <summary>
    /// The last extension wins in <c>properties</c> and <c>additionalProperties</c>; <c>required</c> is united; the rest stays.
    /// </summary>
    public static void Merge(JsonObject target, JsonObject source)
    {
        if (source["properties"] is JsonObject properties)
            Replace(target, properties);
        if (source["required"] is JsonArray required)
            Require(target, required);
        if (source.TryGetPropertyValue("additionalProperties", out var additional))
            target["additionalProperties"] = additional?.DeepClone();
    }

    /// <summary>Appends the items whose JSON text is not there yet.</summary>
    public static void Unite(JsonArray target, JsonArray source)
    {
        var present = target.Select(Text).ToHashSet(StringComparer.Ordinal);
        foreach (var item in source)
        {
            if (present.Add(Text(item)))
                target.Add(item?.DeepClone());
        }
    }

    private static void Replace(JsonObject target, JsonObject properties)
    {
        if (target["properties"] is not JsonObject existing)
            target["properties"] = existing = [];
        foreach (var (name, schema) in properties)
            existing[name] = schema?.DeepClone();
    }

    private static void Require(JsonObject target, JsonArray required)
    {
        if (target["required"] is not JsonArray existing)
            target["required"] = existing = [];
        Unite(existing, required);
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
