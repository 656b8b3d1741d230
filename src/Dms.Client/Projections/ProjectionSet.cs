using System.Collections.Frozen;
using Dms.Client.Scheduling;
using Dms.Client.Schema;
using Dms.Client.Snapshots;

namespace Dms.Client.Projections;

/// <summary>The projections that the application registered.</summary>
internal sealed class ProjectionSet
{
    private readonly ResourceProjector[] _resourceProjectors;
    private readonly SnapshotProjector[] _snapshotProjectors;
    private readonly FrozenDictionary<Type, int> _resourceIndex;
    private readonly FrozenDictionary<Type, int> _snapshotIndex;

    /// <exception cref="InvalidOperationException">Two projections make the same type.</exception>
    public ProjectionSet(IEnumerable<ResourceProjector> resourceProjectors, IEnumerable<SnapshotProjector> snapshotProjectors)
    {
        _resourceProjectors = [.. resourceProjectors];
        _snapshotProjectors = [.. snapshotProjectors];
        _resourceIndex = Index(_resourceProjectors.Select(projector => projector.Result));
        _snapshotIndex = Index(_snapshotProjectors.Select(projector => projector.Result));
    }

    public static ProjectionSet None { get; } = new([], []);

    public int SnapshotProjectionCount => _snapshotProjectors.Length;

    public int IndexOfResourceProjection(Type result) => IndexOf(_resourceIndex, result, "resource");

    public int IndexOfSnapshotProjection(Type result) => IndexOf(_snapshotIndex, result, "snapshot");

    /// <param name="candidate">What to make projections of.</param>
    /// <param name="current">The snapshot in use.</param>
    /// <param name="pace">Told of every piece of work; null where no request waits yet.</param>
    /// <param name="cancellationToken">Ends it between two projections.</param>
    /// <exception cref="ProjectionFailedException">A projection threw.</exception>
    public void Project(DmsSnapshot candidate, DmsSnapshot? current, Pace? pace, CancellationToken cancellationToken)
    {
        if (_resourceProjectors.Length > 0)
        {
            foreach (var resource in candidate.Schema.Projects.SelectMany(project => project.Resources))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Project(resource);
                pace?.Step();
            }
        }

        for (var i = 0; i < _snapshotProjectors.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            candidate.SnapshotProjections[i] = Build(
                _snapshotProjectors[i].Result, "the snapshot", (candidate, current), _snapshotProjectors[i],
                static (state, projector) => projector.Build(state.candidate, state.current));
            pace?.Step();
        }
    }

    private void Project(ResourceSchema resource)
    {
        if (resource.Projections.Length == 0)
            resource.Projections = new object?[_resourceProjectors.Length];
        for (var i = 0; i < _resourceProjectors.Length; i++)
        {
            resource.Projections[i] ??= Build(
                _resourceProjectors[i].Result, $"{resource}", resource, _resourceProjectors[i],
                static (resource, projector) => projector.Build(resource));
        }
    }

    private static object Build<TState, TProjector>(
        Type result, string subject, TState state, TProjector projector, Func<TState, TProjector, object> build)
    {
        try
        {
            return build(state, projector) ?? throw new ProjectionFailedException(result, subject, inner: null);
        }
        catch (Exception failure) when (failure is not ProjectionFailedException)
        {
            throw new ProjectionFailedException(result, subject, failure);
        }
    }

    private static int IndexOf(FrozenDictionary<Type, int> index, Type result, string kind) =>
        index.TryGetValue(result, out var i) ? i : throw new InvalidOperationException(
            $"No {kind} projection makes {result}. Register one where AddDmsSnapshots is called.");

    private static FrozenDictionary<Type, int> Index(IEnumerable<Type> results)
    {
        var index = new Dictionary<Type, int>();
        foreach (var result in results)
        {
            if (!index.TryAdd(result, index.Count))
                throw new InvalidOperationException($"Two projections make {result}; a type names its projection.");
        }

        return index.ToFrozenDictionary();
    }
}
