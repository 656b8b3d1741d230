using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>The identity paths of every resource that can be referred to, abstract ones among them.</summary>
internal sealed class IdentityPaths
{
    private readonly Dictionary<ResourceName, JsonPath[]> _paths = [];

    public IdentityPaths(ApiSchema schema)
    {
        foreach (var project in schema.Projects)
        {
            foreach (var resource in project.Resources.Where(resource => !resource.IsResourceExtension))
                Add(project.ProjectName, resource.ResourceName, resource.IdentityJsonPaths);
            foreach (var resource in project.AbstractResources)
                Add(project.ProjectName, resource.ResourceName, resource.IdentityJsonPaths);
        }

        // What the schema does not describe is known through its subclasses.
        foreach (var project in schema.Projects)
        {
            foreach (var resource in project.Resources.Where(resource => resource.IsSubclass))
            {
                Add(
                    resource.SuperclassProjectName ?? project.ProjectName, resource.SuperclassResourceName ?? "",
                    resource.SuperclassIdentityJsonPath is { } renamed ? [renamed] : resource.IdentityJsonPaths);
            }
        }
    }

    /// <summary>The paths in their order; null for a resource that the schema does not know.</summary>
    public JsonPath[]? Find(string? project, string? resource) =>
        _paths.GetValueOrDefault(new ResourceName(project ?? "", resource ?? ""));

    private void Add(string project, string resource, IEnumerable<JsonPath> paths)
    {
        JsonPath[] list = [.. paths];
        if (list.Length > 0)
            _paths.TryAdd(new ResourceName(project, resource), list);
    }
}
