using System.Text.Json.Nodes;
using SchemaGeneration.Documents;
using SchemaGeneration.Model;

namespace SchemaGeneration.OpenApi;

/// <summary>What a resource contributes to the OpenAPI documents.</summary>
internal static class ResourceFragments
{
    public static JsonObject Of(ResourceModel resource) => Json.Object((
        resource.Kind == ResourceKind.Descriptor ? "descriptors" : "resources",
        Json.Object(
            ("components", Json.Object(("schemas", ResourceSchemas.Of(resource)))),
            ("paths", ResourcePaths.Of(resource)),
            ("tags", Json.Array([Json.Object(("description", resource.Description), ("name", resource.Endpoint))])))));

    public static JsonObject OfAbstract(ResourceModel resource) => Json.Object(
        ("components", Json.Object(("schemas", Json.Object((resource.ReferenceSchemaName, ResourceSchemas.Reference(resource)))))));

    public static JsonObject OfExtension(ResourceExtensionModel extension) => Json.Object((
        "resources",
        Json.Object(
            ("components", Json.Object(("schemas", new JsonObject()))),
            ("exts", Json.Object((
                extension.Target.SchemaName,
                ResourceSchemas.Object("", extension.Properties, extension.References, id: true)))))));
}
