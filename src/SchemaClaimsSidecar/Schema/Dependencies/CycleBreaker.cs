namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>
/// Takes dependencies out of a graph until it has no cycle. The strong ones first, alone, so that a weak one never costs a strong
/// one. Within each circle of resources it goes from one to the next, always to the one that waits for least, and drops that.
/// </summary>
internal sealed class CycleBreaker
{
    private static readonly DependencyStrength[] StrongestFirst =
        [DependencyStrength.Required, DependencyStrength.Authorization, DependencyStrength.Optional];

    private readonly DependencyGraph _graph;
    private readonly DependencyStrength _atLeast;
    private readonly Dictionary<int, Waiting> _waiting = [];
    private readonly Dictionary<int, List<int>> _dependents = [];
    private readonly PriorityQueue<int, Waiting> _queue = new();

    private CycleBreaker(DependencyGraph graph, DependencyStrength atLeast, IReadOnlyList<int> circle)
    {
        _graph = graph;
        _atLeast = atLeast;
        foreach (var resource in circle)
        {
            _waiting.Add(resource, new Waiting(0, 0, 0, graph.Resources[resource].Path));
            _dependents.Add(resource, []);
        }

        foreach (var resource in circle)
        {
            foreach (var dependency in StillToCome(resource))
            {
                _waiting[resource] = _waiting[resource].For(graph.DependenciesOf(resource)[dependency], 1);
                _dependents[dependency].Add(resource);
            }

            _queue.Enqueue(resource, _waiting[resource]);
        }
    }

    /// <summary>Breaks all cycles and returns the required dependencies that had to go.</summary>
    public static IReadOnlyList<Dependency> Break(DependencyGraph graph)
    {
        var lost = new List<Dependency>();
        foreach (var strength in StrongestFirst)
        {
            foreach (var circle in StronglyConnectedComponents.Of(graph, strength))
                new CycleBreaker(graph, strength, circle).Break(lost);
        }

        return lost;
    }

    private void Break(List<Dependency> lost)
    {
        while (_queue.TryDequeue(out var resource, out var priority))
        {
            // Queued again with every change: only the last entry counts.
            if (!_waiting.TryGetValue(resource, out var waiting) || waiting != priority)
                continue;
            _waiting.Remove(resource);
            foreach (var dependency in StillToCome(resource).ToList())
            {
                if (_graph.Remove(resource, dependency) == DependencyStrength.Required)
                    lost.Add(new Dependency(resource, dependency));
            }

            foreach (var dependent in _dependents[resource].Where(_waiting.ContainsKey))
            {
                _waiting[dependent] = _waiting[dependent].For(_graph.DependenciesOf(dependent)[resource], -1);
                _queue.Enqueue(dependent, _waiting[dependent]);
            }
        }
    }

    private IEnumerable<int> StillToCome(int resource) =>
        _graph.DependenciesOf(resource, _atLeast).Where(_waiting.ContainsKey);

    /// <summary>How many dependencies a resource waits for, by strength; compares by what would be lost, then by path.</summary>
    private readonly record struct Waiting(int Required, int Authorization, int Optional, string Path) : IComparable<Waiting>
    {
        public int CompareTo(Waiting other)
        {
            var order = (Required, Authorization, Optional).CompareTo((other.Required, other.Authorization, other.Optional));
            return order != 0 ? order : string.CompareOrdinal(Path, other.Path);
        }

        public Waiting For(DependencyStrength strength, int change) => strength switch
        {
            DependencyStrength.Required => this with { Required = Required + change },
            DependencyStrength.Authorization => this with { Authorization = Authorization + change },
            _ => this with { Optional = Optional + change },
        };
    }
}
