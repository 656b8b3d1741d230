using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Testing;

namespace Dms.Client.Tests.Snapshots;

public sealed class SnapshotHolderTests
{
    private readonly CapturedLog _log = new();
    private readonly SnapshotHolder _holder;

    public SnapshotHolderTests()
    {
        var factory = LoggerFactory.Create(builder => builder.AddProvider(_log));
        var (time, options) = (new ManualTimeProvider(), Options.Create(new DmsSnapshotsOptions()));
        _holder = new SnapshotHolder(
            new SubscriptionMonitor(new ClaimsAge(time), options, time), factory.CreateLogger<SnapshotHolder>());
    }

    [Fact]
    public void Current_BeforeTheFirst_Throws()
    {
        Assert.Throws<SnapshotUnavailableException>(() => _holder.Current);
        Assert.False(_holder.TryGetCurrent(out _));
    }

    [Fact]
    public void Current_AfterPublish_IsThatSnapshotAndAllocatesNothing()
    {
        var snapshot = Snapshot(1);
        _holder.Publish(snapshot);
        Assert.Same(snapshot, _holder.Current);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _ = _holder.Current;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task WaitForFirst_BeforeAndAfter_GivesTheSnapshot()
    {
        var waiting = _holder.WaitForFirstAsync();
        Assert.False(waiting.IsCompleted);
        var snapshot = Snapshot(1);
        _holder.Publish(snapshot);

        Assert.Same(snapshot, await waiting.WaitAsync(Patience.Limit));
        Assert.Same(snapshot, await _holder.WaitForFirstAsync());
    }

    [Fact]
    public async Task WaitForFirst_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        var waiting = _holder.WaitForFirstAsync(source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Watch_EveryPublish_FiresAfterTheSwap()
    {
        var seen = new List<long>();
        using var registration = ChangeToken.OnChange(_holder.Watch, () =>
        {
            lock (seen) seen.Add(_holder.Current.Release.Generation);
        });
        for (var generation = 1; generation <= 3; generation++)
        {
            _holder.Publish(Snapshot(generation));
            var expected = generation;
            await Eventually.IsTrueAsync(() => { lock (seen) return seen.Count == expected; });
        }

        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public async Task Watch_CallbackThrows_IsLoggedAndOthersAreTold()
    {
        var told = new TaskCompletionSource();
        using var first = _holder.Watch().RegisterChangeCallback(_ => told.SetResult(), null);
        using var second = _holder.Watch().RegisterChangeCallback(_ => throw new InvalidOperationException("mine"), null);
        _holder.Publish(Snapshot(1));

        await told.Task.WaitAsync(Patience.Limit);
        await Eventually.IsTrueAsync(() => _log.Has(205));
        _holder.Publish(Snapshot(2));
        Assert.Equal(2, _holder.Current.Release.Generation);
    }

    [Fact]
    public async Task Watch_CallbackBlocks_HoldsNothingUp()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var released = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var blocked = _holder.Watch().RegisterChangeCallback(
            _ =>
            {
                entered.Set();
                released.SetResult(release.Wait(Patience.Limit));
            },
            null);
        _holder.Publish(Snapshot(1));
        Assert.True(entered.Wait(Patience.Limit));
        var told = new TaskCompletionSource();
        using var other = _holder.Watch().RegisterChangeCallback(_ => told.SetResult(), null);
        _holder.Publish(Snapshot(2));

        await told.Task.WaitAsync(Patience.Limit);
        Assert.Equal(2, _holder.Current.Release.Generation);
        release.Set();
        Assert.True(await released.Task, "The first publication waited for the callback.");
    }

    [Fact]
    public async Task ReadAll_SlowReader_SkipsToTheLatest()
    {
        _holder.Publish(Snapshot(1));
        await using var reader = _holder.ReadAllAsync().GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        Assert.Equal(1, reader.Current.Release.Generation);
        for (var generation = 2; generation <= 5; generation++)
            _holder.Publish(Snapshot(generation));
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        Assert.Equal(5, reader.Current.Release.Generation);

        var next = reader.MoveNextAsync();
        Assert.False(next.IsCompleted);
        _holder.Publish(Snapshot(6));
        Assert.True(await next.AsTask().WaitAsync(Patience.Limit));
        Assert.Equal(6, reader.Current.Release.Generation);
    }

    [Fact]
    public async Task ReadAll_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        await using var reader = _holder.ReadAllAsync(source.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = reader.MoveNextAsync().AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Readers_DuringManyPublishes_NeverSeeAnOlderOne()
    {
        _holder.Publish(Snapshot(0));
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (long last = 0; !stop.IsCancellationRequested;)
            {
                var generation = _holder.Current.Release.Generation;
                Assert.True(generation >= last, $"{generation} after {last}");
                last = generation;
            }
        })).ToArray();
        for (var generation = 1; generation <= 200; generation++)
            _holder.Publish(Snapshot(generation));
        stop.Cancel();
        await Task.WhenAll(readers).WaitAsync(Patience.Limit);
    }

    private static DmsSnapshot Snapshot(long generation) => TestReleases.Snapshot(TestReleases.Publish([], generation + 1) with
    {
        Release = SchemaClaims.Contracts.ReleaseFormat.Write(new(
            TestReleases.Epoch, generation, SchemaClaims.Contracts.Digest.Of([]).ToString(), "upload", DateTimeOffset.UnixEpoch, "", "")),
    });
}
