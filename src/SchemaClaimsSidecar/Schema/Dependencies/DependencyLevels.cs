namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>The level of each resource in a graph without cycles: 1, or one more than the highest of what it depends on.</summary>
internal static class DependencyLevels
{
    public static int[] Of(DependencyGraph graph)
    {
        var levels = new int[graph.Count];
        var waitingFor = new int[graph.Count];
        var dependents = new List<int>[graph.Count];
        for (var resource = 0; resource < graph.Count; resource++)
            dependents[resource] = [];
        for (var resource = 0; resource < graph.Count; resource++)
        {
            waitingFor[resource] = graph.DependenciesOf(resource).Count;
            foreach (var dependency in graph.DependenciesOf(resource).Keys)
                dependents[dependency].Add(resource);
        }

        var ready = new Queue<int>(Enumerable.Range(0, graph.Count).Where(resource => waitingFor[resource] == 0));
        while (ready.TryDequeue(out var resource))
        {
            levels[resource]++;
            foreach (var dependent in dependents[resource])
            {
                levels[dependent] = Math.Max(levels[dependent], levels[resource]);
                if (--waitingFor[dependent] == 0)
                    ready.Enqueue(dependent);
            }
        }

        return levels;
    }
}
