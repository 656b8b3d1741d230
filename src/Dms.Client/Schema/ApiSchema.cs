using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>The whole API schema of a snapshot: the core merged with its extensions, and the extensions. Never changes.</summary>
public sealed class ApiSchema
{
    internal ApiSchema(ImmutableArray<ProjectSchema> projects)
    {
        Projects = [.. projects.OrderBy(project => project.IsExtensionProject)];
        DataModels =
            [.. Projects.Select(project => new DataModelInfo(project.ProjectName, project.ResourceVersion, project.Description))];
    }

    /// <summary>A schema without projects: that of a snapshot which holds claims only.</summary>
    public static ApiSchema Empty { get; } = new([]);

    /// <summary>The projects: the core first, then the extensions in ordinal order of their endpoints.</summary>
    public ImmutableArray<ProjectSchema> Projects { get; }

    /// <summary>The core project; null when the snapshot has no schema.</summary>
    public ProjectSchema? Core => Projects.IsEmpty || Projects[0].IsExtensionProject ? null : Projects[0];

    /// <summary>The data models for the discovery document, the core first.</summary>
    public ImmutableArray<DataModelInfo> DataModels { get; }

    /// <summary>The complete OpenAPI document of resources, without servers and security; null when the core has no OpenAPI.</summary>
    public RawJson? ResourcesOpenApi { get; internal init; }

    /// <summary>The complete OpenAPI document of descriptors, without servers and security; null when the core has no OpenAPI.</summary>
    public RawJson? DescriptorsOpenApi { get; internal init; }

    /// <summary>The order to load resources in: <c>[{"resource":…,"order":…,"operations":[…]},…]</c>; null without one.</summary>
    public RawJson? Dependencies { get; internal init; }

    /// <summary>Finds a project by its segment in the URL, ignoring case, without allocating.</summary>
    /// <returns>The project; null when there is none.</returns>
    public ProjectSchema? FindProject(ReadOnlySpan<char> projectEndpointName)
    {
        foreach (var project in Projects)
        {
            if (projectEndpointName.SequenceEqual(project.ProjectEndpointName)
                || projectEndpointName.Equals(project.ProjectEndpointName, StringComparison.OrdinalIgnoreCase))
                return project;
        }

        return null;
    }

    /// <summary>Finds a project by its name in the model, such as <c>Ed-Fi</c>.</summary>
    /// <returns>The project; null when there is none.</returns>
    public ProjectSchema? FindProjectByName(string projectName)
    {
        foreach (var project in Projects)
        {
            if (project.ProjectName == projectName)
                return project;
        }

        return null;
    }

    /// <summary>The project that a resource of this schema belongs to.</summary>
    /// <exception cref="ArgumentException">The resource belongs to another schema.</exception>
    public ProjectSchema ProjectOf(ResourceSchema resource) => FindProject(resource.ProjectEndpointName)
        ?? throw new ArgumentException($"This schema has no project '{resource.ProjectEndpointName}'.", nameof(resource));

    /// <summary>Finds a resource by the segments of a URL such as <c>/ed-fi/students</c>, ignoring case, without allocating.</summary>
    /// <returns>The resource; null when there is none.</returns>
    public ResourceSchema? FindResource(string projectEndpointName, string resourceEndpointName) =>
        FindProject(projectEndpointName)?.FindResource(resourceEndpointName);

    /// <summary>Finds a resource by the segments of a URL such as <c>/ed-fi/students</c>, ignoring case, without allocating.</summary>
    /// <returns>The resource; null when there is none.</returns>
    public ResourceSchema? FindResource(ReadOnlySpan<char> projectEndpointName, ReadOnlySpan<char> resourceEndpointName) =>
        FindProject(projectEndpointName)?.FindResource(resourceEndpointName);

    /// <summary>Finds a resource by its name in the model.</summary>
    /// <param name="project">The project's name in the model (<c>Ed-Fi</c>) or its segment in the URL (<c>ed-fi</c>).</param>
    /// <param name="resourceName">The resource's name in the model, such as <c>Student</c>.</param>
    /// <returns>The resource; null when there is none.</returns>
    public ResourceSchema? FindResourceByName(string project, string resourceName) =>
        (FindProjectByName(project) ?? FindProject(project))?.FindResourceByName(resourceName);
}
