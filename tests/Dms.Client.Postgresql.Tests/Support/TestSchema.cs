using System.Text.Json.Nodes;
using Dms.Client.Schema;
using Dms.Client.Tests.Support;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>Schemas of a test, read as the client reads those of a release.</summary>
internal static class TestSchema
{
    public const string Project = "Ed-Fi";

    public static ApiSchema Of(params IEnumerable<TestResource> resources) => Of(CoreOf(resources));

    public static ApiSchema Of(params JsonNode[] documents) =>
        TestReleases.Snapshot(TestReleases.Publish(SchemaSplitter.Split(documents))).Schema;

    public static JsonObject CoreOf(IEnumerable<TestResource> resources, string project = Project)
    {
        var all = resources.ToArray();
        return new JsonObject
        {
            ["apiSchemaVersion"] = "1.0.0",
            ["projectSchema"] = new JsonObject
            {
                ["projectName"] = project,
                ["projectEndpointName"] = project.ToLowerInvariant(),
                ["projectVersion"] = "5.2.0",
                ["description"] = "",
                ["isExtensionProject"] = project != Project,
                ["educationOrganizationTypes"] = new JsonArray("School", "LocalEducationAgency"),
                ["educationOrganizationHierarchy"] = new JsonObject(),
                ["abstractResources"] = new JsonObject(),
                ["domains"] = new JsonArray(),
                ["caseInsensitiveEndpointNameMapping"] = new JsonObject(all.Select(resource =>
                    KeyValuePair.Create<string, JsonNode?>(resource.Endpoint.ToLowerInvariant(), resource.Endpoint))),
                ["resourceNameMapping"] = new JsonObject(all.Select(resource =>
                    KeyValuePair.Create<string, JsonNode?>(resource.Name, resource.Endpoint))),
                ["resourceSchemas"] = new JsonObject(all.Select(resource =>
                    KeyValuePair.Create<string, JsonNode?>(resource.Endpoint, resource.ToJson(project)))),
            },
        };
    }
}
