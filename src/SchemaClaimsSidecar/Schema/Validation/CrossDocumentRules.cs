using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>What can only be said about all documents together. That every extended resource exists is for the merge to say.</summary>
internal static class CrossDocumentRules
{
    public static void Check(ProjectDocument core, IReadOnlyList<ProjectDocument> extensions)
    {
        CheckVersions(core, extensions);
        CheckEndpointNames([core, .. extensions]);
        CheckResourceNames(core);
    }

    private static void CheckVersions(ProjectDocument core, IReadOnlyList<ProjectDocument> extensions)
    {
        foreach (var extension in extensions)
        {
            if (core.ApiSchemaVersion is { } expected && extension.ApiSchemaVersion is { } version && version != expected)
            {
                extension.Problems.Error(
                    "/apiSchemaVersion", "same-api-schema-version", $"\"{version}\" is not the core's \"{expected}\".");
            }
        }
    }

    private static void CheckEndpointNames(IEnumerable<ProjectDocument> documents)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            if (document.EndpointName is { } name && !owners.TryAdd(name, document.Input.Name))
            {
                document.Problems.Error(
                    JsonPointer.Of(ProjectDocument.ProjectSchemaPointer, "projectEndpointName"), "unique-project-endpoint-name",
                    $"\"{name}\" is also the name of {owners[name]}.");
            }
        }
    }

    private static void CheckResourceNames(ProjectDocument core)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in core.Resources())
        {
            if (ProjectDocument.Text(resource.Value, "resourceName") is { } name && !owners.TryAdd(name, resource.Name))
            {
                core.Problems.Error(
                    JsonPointer.Of(ProjectDocument.ResourceSchemasPointer, resource.Name, "resourceName"), "unique-resource-name",
                    $"\"{name}\" is also the name of {owners[name]}.");
            }
        }
    }
}
