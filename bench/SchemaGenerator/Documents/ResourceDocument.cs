using System.Text.Json.Nodes;
using SchemaGeneration.Model;
using SchemaGeneration.OpenApi;

namespace SchemaGeneration.Documents;

/// <summary>An entry of <c>resourceSchemas</c> for a resource of the project.</summary>
internal static class ResourceDocument
{
    public static JsonObject Of(ResourceModel resource, bool openApi)
    {
        var content = ResourceContent.Of(resource);
        var isDescriptor = resource.Kind == ResourceKind.Descriptor;
        var members = new List<(string Name, JsonNode? Value)>(JsonPathLists.Of(content))
        {
            ("allowIdentityUpdates", resource.References.Any(reference => reference.IsIdentity)),
            ("arrayUniquenessConstraints", Json.Array(resource.Collections.Select(collection =>
                Json.Object(("paths", Json.Strings($"$.{collection.Name}[*].{collection.Properties[0].Name}")))))),
            ("authorizationPathways", new JsonArray()),
            ("documentPathsMapping", isDescriptor ? new JsonObject() : DocumentPaths.Of(content)),
            ("domains", new JsonArray()),
            ("equalityConstraints", EqualityConstraints(resource)),
            ("identityJsonPaths", Json.Strings(resource.Identity.Select(element => element.Path))),
            ("isDescriptor", isDescriptor),
            ("isResourceExtension", false),
            ("isSchoolYearEnumeration", resource.Kind == ResourceKind.SchoolYearEnumeration),
            ("isSubclass", resource.Superclass is not null),
            ("jsonSchemaForInsert", InsertSchema.Of(resource)),
            ("openApiFragments", openApi ? ResourceFragments.Of(resource) : null),
            ("queryFieldMapping", QueryFields(resource)),
            ("resourceName", resource.Name),
            ("securableElements", SecurableElements.Of(resource)),
            ("subclassType", resource.Superclass is null ? null : "domainEntity"),
            ("superclassIdentityJsonPath", resource.Superclass?.Identity[0].Path),
            ("superclassProjectName", resource.Superclass?.Project.Name),
            ("superclassResourceName", resource.Superclass?.Name),
        };
        return Json.Object(members.OrderBy(member => member.Name, StringComparer.Ordinal));
    }

    /// <summary>Two references that name the same thing must name the same value.</summary>
    private static JsonArray EqualityConstraints(ResourceModel resource) => Json.Array(
        resource.References
            .SelectMany(reference => reference.Target.Identity.Select(element => (element.Property.Name, Path: $"$.{reference.Name}.{element.Property.Name}")))
            .GroupBy(element => element.Name)
            .SelectMany(group => group.Skip(1).Select(other =>
                Json.Object(("sourceJsonPath", group.First().Path), ("targetJsonPath", other.Path)))));

    private static JsonObject QueryFields(ResourceModel resource) => Json.Object(
        resource.Properties.Select(property => (property.Name, Path: $"$.{property.Name}", property.Type))
            .Concat(resource.References.SelectMany(reference => reference.Target.Identity
                .Select(element => (element.Property.Name, Path: $"$.{reference.Name}.{element.Property.Name}", element.Property.Type))))
            .Append((Name: "id", Path: "$.id", Type: PropertyType.String))
            .GroupBy(field => field.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (JsonNode?)Json.Array(group.Select(field =>
                Json.Object(("path", field.Path), ("type", DocumentPaths.TypeOf(field.Type))))))));
}
