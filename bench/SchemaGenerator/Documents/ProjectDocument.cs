using System.Text.Json.Nodes;
using SchemaGeneration.Model;
using SchemaGeneration.OpenApi;

namespace SchemaGeneration.Documents;

/// <summary>The document of a project.</summary>
internal static class ProjectDocument
{
    public static JsonObject Of(ProjectModel project, bool openApi) => Json.Object(
        ("apiSchemaVersion", "1.0.0"),
        ("projectSchema", Json.Object(
            ("abstractResources", Json.Object(project.AbstractResources.Select(resource => (resource.Name, (JsonNode?)Abstract(resource, openApi))))),
            ("caseInsensitiveEndpointNameMapping", Mapping(project, resource => resource.Endpoint.ToLowerInvariant())),
            ("compatibleDsRange", project.IsExtension ? "5.2.0" : null),
            ("description", $"The project {project.Name.Name}, generated."),
            ("domains", new JsonArray()),
            ("educationOrganizationHierarchy", Hierarchy(project)),
            ("educationOrganizationTypes", Json.Strings(OrganizationsOf(project).Select(resource => resource.Name))),
            ("isExtensionProject", project.IsExtension),
            ("openApiBaseDocuments", openApi && !project.IsExtension ? BaseDocuments.All() : null),
            ("projectEndpointName", project.Name.Endpoint),
            ("projectName", project.Name.Name),
            ("projectVersion", "5.2.0"),
            ("resourceNameMapping", Mapping(project, resource => resource.Name)),
            ("resourceSchemas", Json.Object(
                project.Resources.Select(resource => (resource.Endpoint, (JsonNode?)ResourceDocument.Of(resource, openApi)))
                    .Concat(project.ResourceExtensions.Select(extension =>
                        (extension.Target.Endpoint, (JsonNode?)ResourceExtensionDocument.Of(extension, project.Name, openApi))))
                    .OrderBy(resource => resource.Endpoint, StringComparer.Ordinal))))));

    private static JsonObject Abstract(ResourceModel resource, bool openApi) => Json.Object(
        ("identityJsonPaths", Json.Strings(resource.Identity.Select(element => element.Path))),
        ("openApiFragment", openApi ? ResourceFragments.OfAbstract(resource) : null));

    private static JsonObject Mapping(ProjectModel project, Func<ResourceModel, string> key) => Json.Object(
        project.Resources.OrderBy(resource => resource.Endpoint, StringComparer.Ordinal)
            .Select(resource => (key(resource), (JsonNode?)resource.Endpoint)));

    private static IEnumerable<ResourceModel> OrganizationsOf(ProjectModel project) =>
        project.Resources.Where(resource => resource.Superclass is not null);

    private static JsonObject Hierarchy(ProjectModel project) => Json.Object(
        OrganizationsOf(project).Select(organization => (organization.Name, (JsonNode?)Json.Object(
            organization.References.Where(reference => reference.Target.Superclass is not null).Select(reference =>
                (reference.Target.Name, (JsonNode?)$"$.{reference.Name}.{reference.Target.Identity[0].Property.Name}"))))));
}
