using System.Text.Json.Nodes;
using Dms.Client.Schema;
using Dms.Client.Snapshots;

namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>The API schema of a snapshot as the documents that DMS reads. A release of claims alone keeps them, and their id.</summary>
public sealed record DmsSchemaDocuments(ApiSchema Schema, Guid ReloadId, ApiSchemaDocumentNodes Nodes)
{
    private static readonly string[] MergedArrays =
        ["dateTimeJsonPaths", "booleanJsonPaths", "numericJsonPaths", "equalityConstraints", "arrayUniquenessConstraints"];

    public static DmsSchemaDocuments Build(DmsSnapshot candidate, DmsSnapshot? current)
    {
        if (current?.Schema == candidate.Schema)
            return current.Get<DmsSchemaDocuments>();
        var core = candidate.Schema.Core ?? throw new InvalidOperationException("The release has no core schema.");
        var extensions = candidate.Schema.Projects.Where(project => project.IsExtensionProject);
        return new DmsSchemaDocuments(
            candidate.Schema, Guid.NewGuid(), new ApiSchemaDocumentNodes(ToDocument(core), [.. extensions.Select(ToDocument)]));
    }

    private static JsonNode ToDocument(ProjectSchema project)
    {
        var document = project.Json.ToNode()!;
        var schema = document["projectSchema"]!.AsObject();
        if (project.OpenApiBaseDocuments is { } baseDocuments)
            schema["openApiBaseDocuments"] = baseDocuments.ToNode();
        foreach (var resource in project.AbstractResources.Where(resource => resource.OpenApiFragment is not null))
            schema["abstractResources"]![resource.ResourceName]!["openApiFragment"] = resource.OpenApiFragment!.ToNode();
        schema["resourceSchemas"] = new JsonObject(
            project.Resources.Select(resource => KeyValuePair.Create(resource.EndpointName, (JsonNode?)ToNode(project, resource))));
        return document;
    }

    private static JsonNode ToNode(ProjectSchema project, ResourceSchema resource)
    {
        var node = resource.Json.ToNode()!;
        if (project.FindOpenApiFragments(resource.EndpointName) is { } fragments)
            node["openApiFragments"] = fragments.ToNode();
        if (!resource.IsResourceExtension)
            return node;

        // The core has it already: what DMS merges into the core must not be merged twice.
        foreach (var array in MergedArrays)
            node[array] = new JsonArray();
        node["documentPathsMapping"] = new JsonObject();
        node["jsonSchemaForInsert"]!["properties"] = new JsonObject();
        return node;
    }
}
