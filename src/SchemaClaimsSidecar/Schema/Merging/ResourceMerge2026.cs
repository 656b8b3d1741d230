using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>As DMS of 2026-08 merges: a key that exists is refused, unless it is <c>_ext</c> or changed by an override.</summary>
internal sealed class ResourceMerge2026 : ResourceMerge
{
    private const string Constraints = "arrayUniquenessConstraints";
    private const string NestedConstraints = "nestedConstraints";

    protected override void MergeObject(JsonObject target, JsonObject source, ObjectPlace place)
    {
        foreach (var (key, value) in source)
        {
            if (key == ExtensionFragment.Key && target[key] is JsonObject existing && value is JsonObject added)
                ExtensionFragment.Merge(existing, added);
            else if (!target.ContainsKey(key))
                target.Add(key, value?.DeepClone());
            else if (place.Overridden?.Contains(key) != true)
                place.Refuse(
                    key, $"Duplicate key: {place.Report.ResourceName} has \"{key}\" already, from the core or an earlier extension.");
        }
    }

    protected override void MergeArrayUniqueness(JsonObject target, JsonObject source)
    {
        if (source[Constraints] is not JsonArray { Count: > 0 } added || target[Constraints] is not JsonArray existing)
        {
            AppendList(Constraints, target, source);
            return;
        }

        var byPaths = existing.OfType<JsonObject>().Where(HasPaths).DistinctBy(PathsKey).ToDictionary(PathsKey, StringComparer.Ordinal);
        foreach (var constraint in added)
        {
            if (constraint is JsonObject addition && HasPaths(addition) && byPaths.TryGetValue(PathsKey(addition), out var same))
                UniteNested(same, addition);
            else
                existing.Add(constraint?.DeepClone());
        }
    }

    protected override IReadOnlySet<string> OverriddenProperties(JsonObject source) => ExtensionOverrides.PropertiesOf(source);

    protected override void ApplyOverrides(JsonObject target, JsonObject source, MergeReport report) =>
        ExtensionOverrides.Apply(target, source, report);

    private static void UniteNested(JsonObject target, JsonObject source)
    {
        if (source[NestedConstraints] is not JsonArray nested)
            return;
        if (target[NestedConstraints] is JsonArray existing)
            ExtensionFragment.Unite(existing, nested);
        else
            target[NestedConstraints] = nested.DeepClone();
    }

    private static bool HasPaths(JsonObject constraint) => constraint["paths"] is JsonArray;

    // The order of the paths does not matter.
    private static string PathsKey(JsonObject constraint) =>
        string.Join('\n', constraint["paths"]!.AsArray().Select(path => path?.ToJsonString()).Order(StringComparer.Ordinal));
}
