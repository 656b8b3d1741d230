namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>Which resource must be there before which. Resources are numbers: their place in <see cref="Resources"/>.</summary>
internal sealed class DependencyGraph(IReadOnlyList<LoadedResource> resources)
{
    private readonly Dictionary<int, DependencyStrength>[] _dependencies =
        [.. resources.Select(_ => new Dictionary<int, DependencyStrength>())];

    public IReadOnlyList<LoadedResource> Resources => resources;

    public int Count => resources.Count;

    /// <summary>What a resource depends on, and how strongly.</summary>
    public IReadOnlyDictionary<int, DependencyStrength> DependenciesOf(int resource) => _dependencies[resource];

    /// <summary>What a resource depends on at least so strongly.</summary>
    public IEnumerable<int> DependenciesOf(int resource, DependencyStrength atLeast) =>
        _dependencies[resource].Where(dependency => dependency.Value >= atLeast).Select(dependency => dependency.Key);

    /// <summary>Adds a dependency; of several the strongest counts. A resource does not depend on itself.</summary>
    public void Add(int resource, int dependency, DependencyStrength strength)
    {
        if (resource == dependency)
            return;
        var dependencies = _dependencies[resource];
        if (!dependencies.TryGetValue(dependency, out var present) || present < strength)
            dependencies[dependency] = strength;
    }

    /// <summary>Removes a dependency and says how strong it was.</summary>
    public DependencyStrength Remove(int resource, int dependency)
    {
        _dependencies[resource].Remove(dependency, out var strength);
        return strength;
    }
}
