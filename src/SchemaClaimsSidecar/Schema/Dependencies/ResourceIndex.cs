using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>
/// The resources of all projects, to be found by what references call them. School year enumerations are no part of the load
/// order (they come with the data standard), and an extension of a core resource is that resource.
/// </summary>
internal sealed class ResourceIndex
{
    private readonly List<LoadedResource> _resources = [];
    private readonly Dictionary<ResourceName, int> _byName = [];
    private readonly Dictionary<ResourceName, List<int>> _bySuperclass = [];
    private readonly HashSet<ResourceName> _notLoaded = [];

    public ResourceIndex(IReadOnlyList<JsonElement> projectSchemas)
    {
        CoreProject = projectSchemas.Count == 0 ? "" : ProjectNameOf(projectSchemas[0]);
        for (var project = 0; project < projectSchemas.Count; project++)
        {
            var projectSchema = projectSchemas[project];
            foreach (var resource in projectSchema.MembersOf("abstractResources"))
                _notLoaded.Add(new ResourceName(ProjectNameOf(projectSchema), resource.Name));
            foreach (var resource in projectSchema.MembersOf("resourceSchemas"))
                Add(project, projectSchema, resource);
        }
    }

    /// <summary>The name of the core, which is the first project.</summary>
    public string CoreProject { get; }

    public IReadOnlyList<LoadedResource> Resources => _resources;

    /// <summary>The resource of a name; null when it is not loaded.</summary>
    public int? Find(ResourceName name) => _byName.TryGetValue(name, out var index) ? index : null;

    /// <summary>
    /// The resources to which a reference may lead: one, all subclasses of an abstract one, none for what is not loaded;
    /// null when the name means nothing.
    /// </summary>
    public IReadOnlyList<int>? FindTargets(ResourceName name)
    {
        if (_byName.TryGetValue(name, out var index))
            return [index];
        if (_bySuperclass.TryGetValue(name, out var subclasses))
            return subclasses;
        return _notLoaded.Contains(name) ? [] : null;
    }

    /// <summary>The resource that an entry of <c>resourceSchemas</c> describes or extends; null when that one is not loaded.</summary>
    public int? OwnerOf(JsonElement projectSchema, JsonProperty resource)
    {
        var project = resource.Value.IsTrue("isResourceExtension") ? CoreProject : ProjectNameOf(projectSchema);
        return Find(new ResourceName(project, NameOf(resource)));
    }

    private static string ProjectNameOf(JsonElement projectSchema) => projectSchema.StringOrNull("projectName") ?? "";

    private static string NameOf(JsonProperty resource) => resource.Value.StringOrNull("resourceName") ?? resource.Name;

    private void Add(int project, JsonElement projectSchema, JsonProperty resource)
    {
        if (resource.Value.IsTrue("isResourceExtension"))
            return;
        var name = new ResourceName(ProjectNameOf(projectSchema), NameOf(resource));
        if (resource.Value.IsTrue("isSchoolYearEnumeration"))
        {
            _notLoaded.Add(name);
            return;
        }

        var endpoint = projectSchema.StringOrNull("projectEndpointName") ?? name.Project;
        _byName.TryAdd(name, _resources.Count);
        if (resource.Value.IsTrue("isSubclass") && resource.Value.StringOrNull("superclassResourceName") is { } superclass)
            AddSubclass(new ResourceName(resource.Value.StringOrNull("superclassProjectName") ?? name.Project, superclass));
        _resources.Add(new LoadedResource(project, $"/{endpoint}/{resource.Name}"));
    }

    private void AddSubclass(ResourceName superclass)
    {
        if (!_bySuperclass.TryGetValue(superclass, out var subclasses))
            _bySuperclass.Add(superclass, subclasses = []);
        subclasses.Add(_resources.Count);
    }
}
