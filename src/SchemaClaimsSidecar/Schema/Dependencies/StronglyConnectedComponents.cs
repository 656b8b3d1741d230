namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>Finds the sets of resources that depend on each other in circles (Tarjan's algorithm, without recursion).</summary>
internal sealed class StronglyConnectedComponents
{
    private readonly DependencyGraph _graph;
    private readonly DependencyStrength _atLeast;
    private readonly int[] _number;
    private readonly int[] _low;
    private readonly int[] _component;
    private readonly Stack<int> _open = new();
    private readonly Stack<(int Resource, IEnumerator<int> Ahead)> _way = new();
    private readonly List<IReadOnlyList<int>> _found = [];
    private int _next = 1;

    private StronglyConnectedComponents(DependencyGraph graph, DependencyStrength atLeast)
    {
        _graph = graph;
        _atLeast = atLeast;
        _number = new int[graph.Count];
        _low = new int[graph.Count];
        _component = new int[graph.Count];
    }

    /// <summary>The components of more than one resource, by dependencies of at least that strength.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(DependencyGraph graph, DependencyStrength atLeast)
    {
        var search = new StronglyConnectedComponents(graph, atLeast);
        for (var resource = 0; resource < graph.Count; resource++)
        {
            if (search._number[resource] == 0)
                search.SearchFrom(resource);
        }

        return search._found;
    }

    private void SearchFrom(int start)
    {
        Enter(start);
        while (_way.TryPeek(out var step))
        {
            if (!step.Ahead.MoveNext())
                Leave();
            else if (_number[step.Ahead.Current] == 0)
                Enter(step.Ahead.Current);
            else if (_component[step.Ahead.Current] == 0)
                _low[step.Resource] = Math.Min(_low[step.Resource], _number[step.Ahead.Current]);
        }
    }

    private void Enter(int resource)
    {
        _number[resource] = _low[resource] = _next++;
        _open.Push(resource);
        _way.Push((resource, _graph.DependenciesOf(resource, _atLeast).GetEnumerator()));
    }

    private void Leave()
    {
        var (resource, ahead) = _way.Pop();
        ahead.Dispose();
        if (_way.TryPeek(out var parent))
            _low[parent.Resource] = Math.Min(_low[parent.Resource], _low[resource]);
        if (_low[resource] == _number[resource])
            Close(resource);
    }

    private void Close(int root)
    {
        var members = new List<int>();
        int member;
        do
        {
            member = _open.Pop();
            _component[member] = root + 1;
            members.Add(member);
        }
        while (member != root);
        if (members.Count > 1)
            _found.Add(members);
    }
}
