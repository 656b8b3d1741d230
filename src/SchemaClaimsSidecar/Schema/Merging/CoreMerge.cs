using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>Merges the extensions into private copies of the core resources that they extend; nothing else is touched.</summary>
internal static class CoreMerge
{
    /// <summary>
    /// The merged core resources by their endpoint names. What DMS would refuse, it reports to the extensions' problems.
    /// </summary>
    /// <param name="core">The core document.</param>
    /// <param name="extensions">The extensions in the order of merging.</param>
    /// <param name="rules">The rules to merge by.</param>
    public static IReadOnlyDictionary<string, JsonObject> Apply(
        ProjectDocument core, IReadOnlyList<ProjectDocument> extensions, MergeRules rules)
    {
        var merged = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (!core.IsRead)
            return merged;
        var merge = ResourceMerge.For(rules);
        var targets = TargetsByName(core);
        foreach (var extension in extensions)
        {
            foreach (var resource in extension.Resources().Where(IsExtension))
            {
                if (ProjectDocument.Text(resource.Value, "resourceName") is not { } name)
                    continue;
                if (!targets.TryGetValue(name, out var target))
                {
                    ReportMissing(extension, resource.Name, name);
                    continue;
                }

                if (!merged.TryGetValue(target.Name, out var copy))
                    merged.Add(target.Name, copy = JsonObject.Create(target.Value)!);
                merge.Apply(copy, JsonObject.Create(resource.Value)!, new MergeReport(extension.Problems, resource.Name, name));
            }
        }

        return merged;
    }

    private static Dictionary<string, JsonProperty> TargetsByName(ProjectDocument core)
    {
        var targets = new Dictionary<string, JsonProperty>(StringComparer.Ordinal);
        foreach (var resource in core.Resources())
        {
            if (ProjectDocument.Text(resource.Value, "resourceName") is { } name)
                targets.TryAdd(name, resource);
        }

        return targets;
    }

    private static bool IsExtension(JsonProperty resource) =>
        ProjectDocument.Property(resource.Value, "isResourceExtension").ValueKind == JsonValueKind.True;

    private static void ReportMissing(ProjectDocument extension, string endpoint, string name) =>
        extension.Problems.Error(
            JsonPointer.Of(ProjectDocument.ResourceSchemasPointer, endpoint, "resourceName"), "extension-target",
            $"This resource extends \"{name}\", which the core does not have.");
}
