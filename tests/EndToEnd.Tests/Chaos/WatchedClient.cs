using System.Collections.Concurrent;
using Dms.Client.Snapshots;
using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Chaos;

/// <summary>The client as DMS has it, every snapshot of which is looked at: never a mix of releases, never an older one than before.</summary>
internal sealed class WatchedClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ClientHost _host;
    private readonly Task _watching;
    private long _generation;
    private string _mark = "";

    private WatchedClient(ClientHost host)
    {
        _host = host;
        _watching = WatchAsync();
    }

    /// <summary>What must not have happened.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public ISnapshots Snapshots => _host.Snapshots;

    /// <summary>Starts a client that soon notices silence and tries again.</summary>
    public static async Task<WatchedClient> StartAsync(string socket, Action<DmsSnapshotsOptions>? configure = null) =>
        new(await ClientHost.StartAsync(socket, options =>
        {
            options.SilenceTimeout = TimeSpan.FromSeconds(1);
            options.ReconnectDelay = TimeSpan.FromMilliseconds(10);
            options.MaxReconnectDelay = TimeSpan.FromMilliseconds(100);
            configure?.Invoke(options);
        }));

    /// <summary>Waits until the client runs this release, which bears this mark.</summary>
    public async Task RunsAsync(ulong generation, string mark)
    {
        try
        {
            await Eventually.IsTrueAsync(
                () => Volatile.Read(ref _generation) == (long)generation && Volatile.Read(ref _mark) == mark, $"release {generation} '{mark}'");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; {this}", late);
        }

        Assert.Empty(Faults);
    }

    public override string ToString() => $"runs {_generation} '{_mark}', {Snapshots.Status}, faults: {string.Join("; ", _faults)}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _host.DisposeAsync();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        await foreach (var snapshot in Snapshots.ReadAllAsync(_end.Token))
        {
            var marks = MarksOf(snapshot).Distinct().ToArray();
            if (marks.Length != 1)
                _faults.Enqueue($"{snapshot} is a mix of {string.Join(", ", marks)}");
            if (snapshot.Release.Generation < _generation)
                _faults.Enqueue($"{snapshot} came after {_generation}");
            Volatile.Write(ref _mark, marks[0]);
            Volatile.Write(ref _generation, snapshot.Release.Generation);
        }
    }

    private static IEnumerable<string> MarksOf(DmsSnapshot snapshot)
    {
        foreach (var project in snapshot.Schema.Projects)
        {
            yield return project.Description.TrimEnd();
            foreach (var resource in project.Resources)
                yield return resource.JsonSchemaForInsert.ToElement().GetProperty("description").GetString()!;
        }
    }
}
