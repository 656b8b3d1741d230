using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema.Dependencies;

namespace MiniDms.Investigated;

/// <summary>The documents under <c>/metadata</c>, put together for each request, as DMS does for dependencies.</summary>
internal static class SchemaMetadata
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The core's document with what each resource adds; null when the core has none.</summary>
    public static ReadOnlyMemory<byte>? OpenApi(ApiSchemaNodes schema, string kind)
    {
        if (ApiSchemaNodes.ProjectOf(schema.Core)["openApiBaseDocuments"]?[kind]?.DeepClone() is not JsonObject document)
            return null;
        document.Remove("servers");
        // What is abstract has no descriptors.
        var fragments = schema.Projects.SelectMany(project => Members(project["abstractResources"])
            .Where(_ => kind == "resources").Select(resource => resource.Value?["openApiFragment"])
            .Concat(Members(project["resourceSchemas"]).Select(resource => resource.Value?["openApiFragments"]?[kind])));
        foreach (var fragment in fragments.OfType<JsonObject>())
        {
            Add(document["paths"], fragment["paths"]);
            Add(document["components"]?["schemas"], fragment["components"]?["schemas"]);
            foreach (var tag in fragment["tags"] as JsonArray ?? [])
                document["tags"]?.AsArray().Add(tag?.DeepClone());
        }

        return JsonSerializer.SerializeToUtf8Bytes(document, Relaxed);
    }

    /// <summary>In which order resources are loaded.</summary>
    public static ReadOnlyMemory<byte> Dependencies(ApiSchemaNodes schema) =>
        LoadOrder.Render([.. schema.Projects.Select(project => JsonSerializer.SerializeToElement(project))]);

    private static void Add(JsonNode? target, JsonNode? members)
    {
        foreach (var (name, value) in Members(members))
            target![name] = value?.DeepClone();
    }

    private static JsonObject Members(JsonNode? node) => node as JsonObject ?? [];
}
