using System.Text.Json;

namespace SchemaClaimsSidecar.Tests.Schema.Dependencies;

/// <summary>The required references of projects, found the slow and obvious way.</summary>
internal static class RequiredReferences
{
    public static IEnumerable<(string Resource, string Required)> Of(JsonElement[] projects)
    {
        var resources = projects
            .SelectMany(project => project.GetProperty("resourceSchemas").EnumerateObject().Select(resource => (Project: project, Resource: resource)))
            .ToList();
        foreach (var (project, resource) in resources)
        {
            var owner = Flag(resource.Value, "isResourceExtension")
                ? PathTo(projects[0], resources.Single(other => IsCalled(other, Text(projects[0], "projectName"), Text(resource.Value, "resourceName"))).Resource)
                : PathTo(project, resource);
            foreach (var path in resource.Value.GetProperty("documentPathsMapping").EnumerateObject())
            {
                if (!Flag(path.Value, "isReference") || !Flag(path.Value, "isRequired"))
                    continue;
                foreach (var target in resources.Where(other => Answers(other, path.Value)))
                    yield return (owner, PathTo(target.Project, target.Resource));
            }
        }
    }

    private static bool Answers((JsonElement Project, JsonProperty Resource) candidate, JsonElement reference) =>
        !Flag(candidate.Resource.Value, "isResourceExtension")
        && !Flag(candidate.Resource.Value, "isSchoolYearEnumeration")
        && (IsCalled(candidate, Text(reference, "projectName"), Text(reference, "resourceName"))
            || (Flag(candidate.Resource.Value, "isSubclass")
                && Text(candidate.Resource.Value, "superclassResourceName") == Text(reference, "resourceName")));

    private static bool IsCalled((JsonElement Project, JsonProperty Resource) candidate, string project, string name) =>
        !Flag(candidate.Resource.Value, "isResourceExtension")
        && Text(candidate.Project, "projectName") == project
        && Text(candidate.Resource.Value, "resourceName") == name;

    private static string PathTo(JsonElement project, JsonProperty resource) => $"/{Text(project, "projectEndpointName")}/{resource.Name}";

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static bool Flag(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;
}
