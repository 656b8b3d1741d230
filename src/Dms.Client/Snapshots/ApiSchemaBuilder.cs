using System.Collections.Immutable;
using Dms.Client.Schema;
using SchemaClaims.Contracts;

namespace Dms.Client.Snapshots;

/// <summary>Puts the schema of a snapshot together, taking over from the running one whatever is the same.</summary>
internal static class ApiSchemaBuilder
{
    /// <exception cref="PartInvalidException">A resource or a fragment belongs to a project that is not there.</exception>
    public static ApiSchema Build(IReadOnlyCollection<SnapshotPart> parts, DmsSnapshot? running)
    {
        var schemaParts = parts.Where(part => !PartNames.IsClaims(part.Name)).ToArray();
        if (running is not null && IsSame(schemaParts, running))
            return running.Schema;

        var byProject = schemaParts.GroupBy(ProjectOf).Where(group => group.Key.Length > 0);
        var projects = byProject.Select(group => BuildProject([.. group], running?.Schema)).ToImmutableArray();
        return new ApiSchema(projects)
        {
            ResourcesOpenApi = Document(schemaParts, PartNames.ResourcesOpenApi),
            DescriptorsOpenApi = Document(schemaParts, PartNames.DescriptorsOpenApi),
            Dependencies = Document(schemaParts, PartNames.Dependencies),
        };
    }

    private static bool IsSame(SnapshotPart[] schemaParts, DmsSnapshot running) =>
        schemaParts.Length == running.Parts.Count(part => !PartNames.IsClaims(part.Name))
        && schemaParts.All(part => ReferenceEquals(part, running.FindPart(part.Name)));

    private static ProjectSchema BuildProject(SnapshotPart[] parts, ApiSchema? running)
    {
        var document = parts.Select(part => part.Value).OfType<ProjectDocument>().SingleOrDefault()
            ?? throw new PartInvalidException(parts[0].Name, $"there is no part '{PartNames.Project(ProjectOf(parts[0]))}'.");
        var resources = parts.Select(part => part.Value).OfType<ResourceSchema>()
            .OrderBy(resource => resource.EndpointName, StringComparer.Ordinal).ToImmutableArray();
        var fragments = parts.Select(part => part.Value).OfType<OpenApiFragments>().SingleOrDefault() ?? OpenApiFragments.None;
        return running?.FindProject(document.ProjectEndpointName) is { } project && project.IsMadeOf(document, resources, fragments)
            ? project
            : new ProjectSchema(document, resources, fragments);
    }

    private static string ProjectOf(SnapshotPart part) =>
        PartNames.IsResource(part.Name, out var project, out _) || PartNames.IsProject(part.Name, out project)
        || PartNames.IsOpenApiFragments(part.Name, out project)
            ? project
            : "";

    private static RawJson? Document(SnapshotPart[] parts, string name) =>
        Array.Find(parts, part => part.Name == name) is { } part ? new RawJson(part.Content) : null;
}
