using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Rollout;

public sealed class RolloutLoopTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly RolloutRig _rig = new();
    private RolloutLoop? _loop;

    public async Task InitializeAsync()
    {
        await _rig.UploadAsync("s1", claims: "c1");
        foreach (var number in Enumerable.Range(0, 10))
            _rig.Connect($"pod-{number}", zone: number == 0 ? "a" : "b");
    }

    public async Task DisposeAsync()
    {
        if (_loop is not null)
            await _loop.StopAsync(default);
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Loop_FirstRejection_AbortsWithoutTheClockMoving()
    {
        var canary = await RollOutAsync(Patience);
        await StartAsync();

        _rig.Report("pod-0", canary, Outcome.Rejected);

        await DecidedAsync();
        var decision = _rig.Hub.Current!.Release.Record;
        Assert.Equal(
            ("abort", "rollout", "release 2: pod-0 rejected it: PART_INVALID: no"), (decision.Kind, decision.PublishedBy, decision.Reason));
        Assert.Equal("s1 c1", _rig.OfferedTo("a"));
    }

    [Fact]
    public async Task Loop_AllRunItLongEnough_Promotes()
    {
        var canary = await RollOutAsync(Patience);
        await StartAsync();
        var appliedAt = _rig.Time.GetUtcNow();
        _rig.Report("pod-0", canary);
        await Eventually.IsTrueAsync(() => _rig.Time.PendingTimers > 0);

        // In steps, with signs of life: nobody falls silent.
        while (_rig.Hub.Offering.Canary is not null)
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(30));
            _rig.Report("pod-0", canary);
            await Task.Yield();
        }

        Assert.Equal(("promote", "rollout"), (_rig.Hub.Current!.Release.Record.Kind, _rig.Hub.Current.Release.Record.PublishedBy));
        Assert.True(_rig.Hub.Current.Release.Record.PublishedAt - appliedAt >= Patience);
        Assert.Equal("s2 c1", _rig.OfferedTo("b"));
    }

    [Fact]
    public async Task Loop_RolloutThatAnAdministratorDecides_IsLeftAlone()
    {
        var canary = await RollOutAsync(auto: null);
        await StartAsync();

        _rig.Report("pod-0", canary, Outcome.Rejected);
        await _rig.PublishClaimsAsync("c2");

        Assert.NotNull(_rig.Hub.Offering.Canary);
        Assert.Equal("4 claims s2 c2 → zone=a", (await _rig.HistoryAsync())[^1]);
    }

    [Fact]
    public async Task Loop_ClaimsThatDidNotReachTheCanary_GivesThemToIt()
    {
        await RollOutAsync(auto: null);
        await _rig.AppendAsync(_rig.Compose("s1", "c2"), ReleaseKinds.Claims);
        await _rig.RestartAsync();

        await StartAsync();
        await AdvanceUntilAsync(() => !_rig.Hub.Offering.NeedsNewClaims);

        Assert.Equal(["3 claims s1 c2 → all", "4 claims s2 c2 → zone=a"], (await _rig.HistoryAsync()).Skip(2));
    }

    [Fact]
    public async Task Loop_RejectionWhileTheStoreRefuses_AbortsWhenItCan()
    {
        var canary = await RollOutAsync(Patience);
        await _rig.AppendAsync(_rig.Compose("s1", "c2"), ReleaseKinds.Claims);
        await StartAsync();
        _rig.Report("pod-0", canary, Outcome.Rejected);
        await Eventually.IsTrueAsync(() => _rig.Time.PendingTimers > 0);
        Assert.NotNull(_rig.Hub.Offering.Canary);

        // Now the hub learns of the release that stood in the way.
        _rig.Hub.Publish((await _rig.Store.ReadCurrentAsync(default))!);
        await AdvanceUntilAsync(() => _rig.Hub.Offering.Canary is null);

        Assert.Equal("4 abort s1 c2 → all", (await _rig.HistoryAsync())[^1]);
    }

    private async Task<Position> RollOutAsync(TimeSpan? auto) =>
        (await _rig.UploadAsync("s2", new RolloutRecord("zone=a", auto))).Latest!.Value;

    private async Task StartAsync()
    {
        _loop = _rig.NewLoop();
        await _loop.StartAsync(default);
    }

    private Task DecidedAsync() => Eventually.IsTrueAsync(() => _rig.Hub.Offering.Canary is null);

    private Task AdvanceUntilAsync(Func<bool> condition) => Eventually.IsTrueAsync(() =>
    {
        if (!condition())
            _rig.Time.Advance(TimeSpan.FromMilliseconds(100));
        return condition();
    });
}
