using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>As DMS of 2025-11 merges: what the core has wins, except below <c>_ext</c>, where the last extension wins.</summary>
internal sealed class ResourceMerge2025 : ResourceMerge
{
    private const string Extensions = "_ext";

    protected override void MergeObject(JsonObject target, JsonObject source, ObjectPlace place)
    {
        foreach (var (key, value) in source)
        {
            // Compared as DMS does: "_Ext" is merged into "_ext".
            var isExtensions = string.Equals(key, Extensions, StringComparison.InvariantCultureIgnoreCase);
            if (isExtensions && Properties(target[Extensions]) is { } existing && Properties(value) is { } added)
            {
                foreach (var (name, fragment) in added)
                    existing[name] = fragment?.DeepClone();
            }
            else if (!target.ContainsKey(key))
            {
                target.Add(key, value?.DeepClone());
            }
            else if (isExtensions)
            {
                place.Refuse(
                    key, $"The core's {place.Report.ResourceName} has \"{key}\" already, and not both have an object \"properties\".");
            }
        }
    }

    private static JsonObject? Properties(JsonNode? extensions) =>
        extensions is JsonObject node ? node["properties"] as JsonObject : null;
}
