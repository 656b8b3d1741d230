using SchemaClaimsSidecar.Tests.Storage.Postgres;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Fleet;

/// <summary>A shared store and the sidecars of one test.</summary>
internal sealed class FleetRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Pod> _pods = [];

    private FleetRig(PostgresDatabase database) => Database = database;

    public PostgresDatabase Database { get; }

    public static async Task<FleetRig> StartAsync() => new(await PostgresStoreFixture.CreateDatabaseAsync());

    /// <summary>A sidecar that has caught up.</summary>
    public async Task<Pod> JoinAsync(string name)
    {
        var pod = Join(name);
        await pod.CatchUpAsync();
        return pod;
    }

    /// <summary>A sidecar that has only its local copy yet, of its own or of an earlier one of its name.</summary>
    public Pod Join(string name, string? connectionString = null)
    {
        // Told apart, so that each has connections of its own.
        var pod = new Pod(name, _folder.Path, connectionString ?? $"{Database.ConnectionString};Search Path={name}");
        _pods.Add(pod);
        return pod;
    }

    public async Task<Pod> RestartAsync(Pod pod, string name)
    {
        await LeaveAsync(pod);
        return Join(name);
    }

    public async Task LeaveAsync(Pod pod)
    {
        _pods.Remove(pod);
        await pod.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
            await pod.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
