using SchemaClaimsSidecar.Claims.Metadata;
using Testing;
using static SchemaClaimsSidecar.Tests.Claims.Metadata.ClaimSets;

namespace SchemaClaimsSidecar.Tests.Refresh;

public sealed class RefreshLoopTests : IAsyncLifetime
{
    private static readonly ClaimSetMetadata Vendor = Reading("Vendor", "NamespaceBased", "students");

    private readonly RefreshRig _rig = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task StartAsync_RefreshesAtOnceAndAtEveryInterval()
    {
        _rig.Source.Answers(Vendor);
        using var loop = _rig.NewLoop();
        await loop.StartAsync(default);
        await AsleepAfterAsync(fetches: 1);

        // The pause is jittered by a tenth: not yet after 54 s less a moment, surely after 66 s.
        _rig.Time.Advance(TimeSpan.FromSeconds(53.9));
        Assert.Equal(1, _rig.Source.Fetches);
        _rig.Time.Advance(TimeSpan.FromSeconds(12.2));

        await AsleepAfterAsync(fetches: 2);
        await loop.StopAsync(default);
    }

    [Fact]
    public async Task StartAsync_SourceFails_AsksAgainInItsTurn()
    {
        _rig.Source.Fails("down");
        using var loop = _rig.NewLoop();
        await loop.StartAsync(default);
        await AsleepAfterAsync(fetches: 1);
        _rig.Source.Answers(Vendor);

        _rig.Time.Advance(TimeSpan.FromSeconds(66.1));

        await Eventually.IsTrueAsync(() => _rig.Hub.Current is not null);
        await loop.StopAsync(default);
    }

    [Fact]
    public async Task StartAsync_SourceSeesAChange_AsksAtOnce()
    {
        _rig.Source.Answers(Vendor);
        using var loop = _rig.NewLoop();
        await loop.StartAsync(default);
        await AsleepAfterAsync(fetches: 1);

        _rig.Source.Change.SetResult();

        await Eventually.IsTrueAsync(() => _rig.Source.Fetches > 1);
        await loop.StopAsync(default);
    }

    [Fact]
    public async Task StartAsync_SourceCannotBeWatched_AsksFromTimeToTime()
    {
        _rig.Source.Answers(Vendor);
        _rig.Source.Change.SetException(new IOException("no watch"));
        using var loop = _rig.NewLoop();
        await loop.StartAsync(default);
        await AsleepAfterAsync(fetches: 1);

        _rig.Time.Advance(TimeSpan.FromSeconds(66.1));

        await AsleepAfterAsync(fetches: 2);
        await loop.StopAsync(default);
    }

    [Fact]
    public async Task StartAsync_EarlierProcessConfirmed_KnowsTheAgeBeforeTheSourceAnswers()
    {
        _rig.Freshness.Confirm();
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        _rig.Source.Fails("down");
        using var loop = _rig.NewLoop();

        await loop.StartAsync(default);
        await AsleepAfterAsync(fetches: 1);

        Assert.Equal(TimeSpan.FromMinutes(5), _rig.Freshness.Age);
        await loop.StopAsync(default);
    }

    [Fact]
    public async Task StartAsync_AnothersTurn_AsksOnlyOnceItIsItsOwn()
    {
        _rig.Source.Answers(Vendor);
        var peers = new ScriptedPeers();
        using var loop = _rig.NewLoop(peers);
        await loop.StartAsync(default);
        await peers.Waited.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, _rig.Source.Fetches);

        peers.Turn.SetResult();

        await AsleepAfterAsync(fetches: 1);
        await loop.StopAsync(default);
    }

    private Task AsleepAfterAsync(int fetches) =>
        Eventually.IsTrueAsync(() => _rig.Source.Watches == fetches && _rig.Time.PendingTimers == 1);
}
