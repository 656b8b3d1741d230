using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>
/// <c>commonExtensionOverrides</c> of a resource: fragments to put under <c>_ext</c> deep inside the insert schema of the core
/// resource, at places named by paths such as <c>$.properties.addresses.items</c>.
/// </summary>
internal static class ExtensionOverrides
{
    private const string Key = "commonExtensionOverrides";
    private const string Locations = "insertionLocations";
    private const string Fragment = "schemaFragment";
    private const string PropertiesPrefix = "$.properties.";

    /// <summary>The top-level properties inside which the overrides insert.</summary>
    public static IReadOnlySet<string> PropertiesOf(JsonObject source) =>
        (source[Key] as JsonArray ?? []).OfType<JsonObject>()
        .SelectMany(item => item[Locations] as JsonArray ?? [])
        .Select(TextOf)
        .Where(path => path.StartsWith(PropertiesPrefix, StringComparison.Ordinal))
        .Select(path => path[PropertiesPrefix.Length..].Split('.')[0])
        .ToHashSet(StringComparer.Ordinal);

    public static void Apply(JsonObject target, JsonObject source, MergeReport report)
    {
        if (source[Key] is not JsonArray overrides || target["jsonSchemaForInsert"] is not JsonObject schema)
            return;
        for (var i = 0; i < overrides.Count; i++)
        {
            if (overrides[i] is not JsonObject item
                || item[Locations] is not JsonArray locations
                || item[Fragment] is not JsonObject fragment)
                continue;
            for (var j = 0; j < locations.Count; j++)
                Insert(schema, TextOf(locations[j]), fragment, report, [Key, i, Locations, j]);
        }
    }

    private static void Insert(JsonObject schema, string path, JsonObject fragment, MergeReport report, object[] place)
    {
        if (Find(schema, path) is not { } found)
        {
            report.Refuse(
                "override-path", $"Path '{path}' not found in core jsonSchemaForInsert for resource '{report.ResourceName}'.", place);
        }
        else if (found is not JsonObject || found["properties"] is not JsonObject properties)
        {
            report.Refuse("override-target", $"What the core's {report.ResourceName} has at '{path}' has no object \"properties\".", place);
        }
        else if (properties[ExtensionFragment.Key] is JsonObject existing)
        {
            ExtensionFragment.Merge(existing, fragment);
        }
        else
        {
            properties[ExtensionFragment.Key] = fragment.DeepClone();
        }
    }

    private static JsonNode? Find(JsonObject schema, string path)
    {
        var segments = path.Split('.');
        if (segments[0] != "$")
            return null;
        JsonNode? node = schema;
        foreach (var segment in segments.AsSpan(1))
            node = node is JsonObject parent ? parent[segment] : null;
        return node;
    }

    private static string TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
