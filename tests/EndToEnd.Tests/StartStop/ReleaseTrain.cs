using System.Collections.Concurrent;
using EndToEnd.Tests.Support;
using Grpc.Core;

namespace EndToEnd.Tests.StartStop;

/// <summary>Releases, one after the other, each sent until it is acknowledged.</summary>
internal sealed class ReleaseTrain : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ending = new();
    private readonly Administrator _administrator;
    private readonly ConcurrentDictionary<ulong, string> _acknowledged = new();
    private readonly Changes _changes = new();
    private readonly Task _publishing;
    private int _refused;

    public ReleaseTrain(Administrator administrator)
    {
        _administrator = administrator;
        _publishing = Task.Run(PublishAsync);
    }

    /// <summary>The snapshot of each acknowledged generation.</summary>
    public IReadOnlyDictionary<ulong, string> Acknowledged => _acknowledged;

    /// <summary>How often a release had to be sent again.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public Task WaitForAsync(int more)
    {
        var goal = _acknowledged.Count + more;
        return _changes.WaitForAsync(() => _acknowledged.Count >= goal ? this : null, () => $"{_acknowledged.Count} releases of {goal}");
    }

    /// <summary>Sends no more after the one that is on its way.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _publishing;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task PublishAsync()
    {
        for (var number = 1; !_ending.IsCancellationRequested; number++)
        {
            var core = Samples.Marked($"release {number}");
            while (!await TryPublishAsync(core) && !_ending.IsCancellationRequested)
                await Task.Delay(Pause * (1 + Random.Shared.NextDouble()));
        }
    }

    private async Task<bool> TryPublishAsync(byte[] core)
    {
        try
        {
            var published = await _administrator.PublishAsync(core);
            _acknowledged[published.Position.Generation] = published.SnapshotId;
            _changes.Pulse();
            return true;
        }
        catch (RpcException stopped) when (stopped.StatusCode == StatusCode.Unavailable || IsLostStaging(stopped))
        {
            Interlocked.Increment(ref _refused);
            return false;
        }
    }

    // A document that was half sent to the one that stopped.
    private static bool IsLostStaging(RpcException refused) =>
        refused.StatusCode is StatusCode.OutOfRange or StatusCode.FailedPrecondition or StatusCode.NotFound;
}
