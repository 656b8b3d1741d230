using System.Text.Json.Nodes;
using SchemaGeneration.Model;
using SchemaGeneration.OpenApi;

namespace SchemaGeneration.Documents;

/// <summary>An entry of <c>resourceSchemas</c> for an extension of a core resource.</summary>
internal static class ResourceExtensionDocument
{
    public static JsonObject Of(ResourceExtensionModel extension, ProjectName project, bool openApi)
    {
        var content = ResourceContent.Of(extension, project);
        var members = new List<(string Name, JsonNode? Value)>(JsonPathLists.Of(content))
        {
            ("allowIdentityUpdates", false),
            ("arrayUniquenessConstraints", new JsonArray()),
            ("authorizationPathways", new JsonArray()),
            ("commonExtensionOverrides", CommonExtensionOverrides(extension, project)),
            ("documentPathsMapping", DocumentPaths.Of(content)),
            ("domains", new JsonArray()),
            ("equalityConstraints", new JsonArray()),
            ("identityJsonPaths", new JsonArray()),
            ("isDescriptor", false),
            ("isResourceExtension", true),
            ("isSchoolYearEnumeration", false),
            ("isSubclass", false),
            ("jsonSchemaForInsert", InsertSchema.Of(extension, project)),
            ("openApiFragments", openApi ? ResourceFragments.OfExtension(extension) : null),
            ("resourceName", extension.Target.Name),
            ("securableElements", Json.Object(
                ("Contact", new JsonArray()), ("EducationOrganization", new JsonArray()), ("Namespace", new JsonArray()),
                ("Staff", new JsonArray()), ("Student", new JsonArray()))),
        };
        return Json.Object(members.OrderBy(member => member.Name, StringComparer.Ordinal));
    }

    private static JsonArray CommonExtensionOverrides(ResourceExtensionModel extension, ProjectName project) =>
        extension.CommonExtension is not { } common
            ? []
            :
            [
                Json.Object(
                    ("insertionLocations", Json.Strings($"$.properties.{common.Name}.items")),
                    ("projectEndpointName", project.Endpoint),
                    ("schemaFragment", InsertSchema.Extension(project, common.Properties, []))),
            ];
}
