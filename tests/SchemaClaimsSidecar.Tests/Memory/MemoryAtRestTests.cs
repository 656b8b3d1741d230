using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Memory;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;

namespace SchemaClaimsSidecar.Tests.Memory;

public sealed class MemoryAtRestTests : IDisposable
{
    private static readonly SubscriberName Pod = new("pod-1", "a");

    private readonly ManualTimeProvider _time = new();
    private readonly ReleaseHub _hub = new();
    private readonly ConnectionMemory _connections = new();
    private readonly SubscriberBoard _board;
    private readonly MemoryAtRest _service;
    private int _collections;

    public MemoryAtRestTests()
    {
        _board = new SubscriberBoard(Options.Create(new DistributionOptions()), _time);
        _service = new MemoryAtRest(_hub, _board, _connections, _time) { Collect = () => Interlocked.Increment(ref _collections) };
    }

    [Fact]
    public async Task Start_AfterAnInterval_IsCollected()
    {
        await _service.StartAsync(default);
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        Assert.Equal(0, _collections);

        _time.Advance(MemoryAtRest.Interval);

        await Eventually.IsTrueAsync(() => Volatile.Read(ref _collections) == 1);
        await _service.StopAsync(default);
    }

    // A host that cannot start disposes of its services without stopping them, and takes what they throw then for a failure.
    [Fact]
    public async Task Dispose_WithoutAStop_EndsWithoutAFailure()
    {
        await _service.StartAsync(default);
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);

        _service.Dispose();

        await _service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Publication_IsCollectedWhenItIsQuietAgain()
    {
        Rest();
        _hub.Publish(Releases.Of(1));

        Assert.Equal(0, CollectionsOfALook());
        Assert.Equal(1, CollectionsOfALook());
    }

    [Fact]
    public void Subscriber_ThatHasGone_IsCollectedWhenItIsQuietAgain()
    {
        _board.Connected(Pod, SubscriberLabels.None, null);
        Rest();
        _board.Disconnected(Pod);

        Assert.Equal(0, CollectionsOfALook());
        Assert.Equal(1, CollectionsOfALook());
    }

    [Fact]
    public void Connections_ThatTookMuchMemoryForAWhile_GiveItBack()
    {
        using var pool = _connections.Create();
        var burst = Enumerable.Range(0, 1_000).Select(_ => pool.Rent()).ToArray();
        Rest();
        foreach (var block in burst)
            block.Dispose();

        // Something was needed of it until now.
        Assert.Equal(0, CollectionsOfALook());
        Assert.Equal(1, CollectionsOfALook());
        Assert.Equal(0, CollectionsOfALook());
        Assert.Equal(0, _connections.LetGoOfIdle());
    }

    public void Dispose() => _service.Dispose();

    private int CollectionsOfALook()
    {
        var before = _collections;
        _service.Look();
        return _collections - before;
    }

    private void Rest()
    {
        for (var look = 0; look < 2 * Leftovers.UntilPoolsAreIdle; look++)
            _service.Look();
    }
}
