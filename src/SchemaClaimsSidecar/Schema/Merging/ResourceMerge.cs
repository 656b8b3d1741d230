using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>
/// Merges an extension's view of a resource into the core's, as DMS does. Only these seven things are merged; whatever else an
/// extension says about a core resource stays in the extension. Values of the wrong kind are skipped: validation reports them.
/// </summary>
internal abstract class ResourceMerge
{
    private const string InsertSchema = "jsonSchemaForInsert";

    public static ResourceMerge For(MergeRules rules) => rules == MergeRules.Rules2025 ? new ResourceMerge2025() : new ResourceMerge2026();

    /// <summary>Changes <paramref name="target"/>, never <paramref name="source"/>.</summary>
    public void Apply(JsonObject target, JsonObject source, MergeReport report)
    {
        AppendList("dateTimeJsonPaths", target, source);
        AppendList("booleanJsonPaths", target, source);
        AppendList("numericJsonPaths", target, source);
        if (target["documentPathsMapping"] is JsonObject targetPaths && source["documentPathsMapping"] is JsonObject sourcePaths)
            MergeObject(targetPaths, sourcePaths, new ObjectPlace(report, ["documentPathsMapping"]));
        MergeInsertProperties(target, source, report);
        AppendList("equalityConstraints", target, source);
        MergeArrayUniqueness(target, source);
        ApplyOverrides(target, source, report);
    }

    /// <summary>Adds what the extension has under new keys, and decides about keys that exist.</summary>
    protected abstract void MergeObject(JsonObject target, JsonObject source, ObjectPlace place);

    /// <summary>Merges <c>arrayUniquenessConstraints</c>.</summary>
    protected virtual void MergeArrayUniqueness(JsonObject target, JsonObject source) =>
        AppendList("arrayUniquenessConstraints", target, source);

    /// <summary>Keys of <c>jsonSchemaForInsert.properties</c> that the core keeps because the extension changes them otherwise.</summary>
    protected virtual IReadOnlySet<string> OverriddenProperties(JsonObject source) => new HashSet<string>();

    /// <summary>Puts extension fragments inside the core's properties.</summary>
    protected virtual void ApplyOverrides(JsonObject target, JsonObject source, MergeReport report)
    {
    }

    protected static void AppendList(string key, JsonObject target, JsonObject source)
    {
        if (source[key] is not JsonArray { Count: > 0 } items)
            return;
        if (target[key] is null)
            target[key] = new JsonArray();
        if (target[key] is not JsonArray list)
            return;
        foreach (var item in items)
            list.Add(item?.DeepClone());
    }

    private void MergeInsertProperties(JsonObject target, JsonObject source, MergeReport report)
    {
        if (target[InsertSchema] is not JsonObject targetSchema || source[InsertSchema] is not JsonObject sourceSchema)
            return;
        if (sourceSchema["properties"] is not JsonObject sourceProperties)
            report.Refuse("merge-properties", "An extension needs an object \"properties\" here.", InsertSchema);
        else if (targetSchema["properties"] is not JsonObject targetProperties)
            report.Refuse("merge-properties", $"The core's {report.ResourceName} has no object \"properties\" to extend.", InsertSchema);
        else
            MergeObject(targetProperties, sourceProperties,
                new ObjectPlace(report, [InsertSchema, "properties"], OverriddenProperties(source)));
    }
}
