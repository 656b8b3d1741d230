using System.Diagnostics;

namespace Bench.Pods;

/// <summary>Watchers of one key, each on a connection of its own.</summary>
internal sealed class EtcdFleet : IDisposable
{
    private readonly EtcdServer _server;
    private readonly EtcdClient _writer;
    private readonly EtcdClient[] _watchers;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private int _created;
    private int _missing;
    private int _length;
    private TaskCompletionSource<long> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EtcdFleet(EtcdServer server, int count)
    {
        _server = server;
        _writer = new EtcdClient(server.Address);
        _watchers = [.. Enumerable.Range(0, count).Select(_ => new EtcdClient(server.Address))];
    }

    public static async Task<EtcdFleet> StartAsync(string folder, int count, CancellationToken cancellationToken)
    {
        var fleet = new EtcdFleet(await EtcdServer.StartAsync(folder, cancellationToken), count);
        var all = fleet._all.Task;
        foreach (var watcher in fleet._watchers)
            _ = Task.Run(() => fleet.WatchAsync(watcher), CancellationToken.None);
        await all.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return fleet;
    }

    /// <summary>From before the put until all watchers have the value.</summary>
    public async Task<TimeSpan> PutAsync(byte[] value, CancellationToken cancellationToken)
    {
        var all = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            (_all, _missing, _length) = (all, _watchers.Length, value.Length);
        var began = Stopwatch.GetTimestamp();
        await _writer.PutAsync(value, cancellationToken);
        return Stopwatch.GetElapsedTime(began, await all.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken));
    }

    public void Dispose()
    {
        _ending.Cancel();
        foreach (var client in _watchers.Append(_writer))
            client.Dispose();
        _server.Dispose();
        _ending.Dispose();
    }

    private async Task WatchAsync(EtcdClient watcher)
    {
        try
        {
            await watcher.WatchAsync(Take, _ending.Token);
        }
        catch (Exception failure) when (!_ending.IsCancellationRequested)
        {
            _all.TrySetException(failure);
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    // The first message of a watch says that it was made.
    private void Take(int length, long at)
    {
        lock (_lock)
        {
            if (_created < _watchers.Length)
            {
                if (++_created == _watchers.Length)
                    _all.SetResult(at);
                return;
            }

            if (length >= _length && --_missing == 0)
                _all.SetResult(at);
        }
    }
}
