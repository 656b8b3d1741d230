using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Tests.Rollout;

/// <summary>What can be published, in which order, and what the history and the subscribers get from it.</summary>
public sealed class RolloutPublicationTests : IAsyncLifetime
{
    private static readonly RolloutRecord ToZone = new("zone=a");

    private readonly RolloutRig _rig = new();

    public async Task InitializeAsync() => await _rig.UploadAsync("s1", claims: "c1");

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Upload_ForAPart_IsOfferedToThatPartAlone()
    {
        await _rig.UploadAsync("s2", ToZone);

        Assert.Equal("s2 c1", _rig.OfferedTo("a"));
        Assert.Equal("s1 c1", _rig.OfferedTo("b"));
        Assert.Equal(["1 upload s1 c1 → all", "2 upload s2 c1 → zone=a"], await _rig.HistoryAsync());
    }

    [Fact]
    public async Task Promote_OfTheCanary_IsANewReleaseForAll()
    {
        await _rig.UploadAsync("s2", ToZone);

        var outcome = await _rig.PromoteAsync();

        Assert.Equal((3, false), (outcome.Latest?.Generation, outcome.Composed.IsUnchanged));
        Assert.Equal(("s2 c1", "s2 c1"), (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
        Assert.Equal("3 promote s2 c1 → all", (await _rig.HistoryAsync())[^1]);
        Assert.Equal("release 2: it works", (await _rig.Store.ListAsync(1, default))[0].Record.Reason);
    }

    [Fact]
    public async Task Abort_OfTheCanary_IsANewReleaseOfWhatTheOthersRun()
    {
        await _rig.UploadAsync("s2", ToZone);
        var before = _rig.Hub.Current!.Snapshot;

        var outcome = await _rig.AbortAsync();

        Assert.Equal((3, false), (outcome.Latest?.Generation, outcome.Composed.IsUnchanged));
        Assert.Same(before, _rig.Hub.Current!.Snapshot);
        Assert.Equal(("s1 c1", "s1 c1"), (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
        Assert.Equal("3 abort s1 c1 → all", (await _rig.HistoryAsync())[^1]);
    }

    [Fact]
    public async Task Upload_DuringARollout_IsRefusedAndChangesNothing()
    {
        await _rig.UploadAsync("s2", ToZone);

        var refused = await Assert.ThrowsAsync<RolloutException>(() => _rig.UploadAsync("s3"));
        await Assert.ThrowsAsync<RolloutException>(() => _rig.UploadAsync("s3", new RolloutRecord("20%")));

        Assert.Equal("Release 2 is being rolled out to zone=a: promote or abort it first.", refused.Message);
        Assert.Equal(2, (await _rig.HistoryAsync()).Count);
        await _rig.AbortAsync();
        Assert.Equal(4, (await _rig.UploadAsync("s3")).Latest?.Generation);
    }

    [Fact]
    public async Task Upload_ForAPartWithClaims_IsRefused() =>
        await Assert.ThrowsAsync<RolloutException>(() => _rig.UploadAsync("s2", ToZone, claims: "c2"));

    [Fact]
    public async Task Upload_ForAPartBeforeAnyRelease_IsRefused()
    {
        await using var empty = new RolloutRig();

        await Assert.ThrowsAsync<RolloutException>(() => empty.UploadAsync("s1", ToZone));
    }

    [Fact]
    public async Task Decisions_WithoutARollout_AreRefused()
    {
        await Assert.ThrowsAsync<RolloutException>(_rig.PromoteAsync);
        await Assert.ThrowsAsync<RolloutException>(_rig.AbortAsync);

        Assert.Single(await _rig.HistoryAsync());
    }

    [Fact]
    public async Task Promote_OfAnotherRolloutThanTheDecisionIsAbout_IsRefused()
    {
        var first = (await _rig.UploadAsync("s2", ToZone)).Latest;
        await _rig.AbortAsync();
        await _rig.UploadAsync("s3", ToZone);

        await Assert.ThrowsAsync<RolloutException>(() => _rig.Publisher.PromoteAsync(new RolloutDecision("ann", "", first), default));

        Assert.Equal("s1 c1", _rig.OfferedTo("b"));
    }

    [Fact]
    public async Task Claims_DuringARollout_ReachAllAndLeaveItInProgress()
    {
        await _rig.UploadAsync("s2", ToZone);

        var outcome = await _rig.PublishClaimsAsync("c2");

        Assert.Equal(3, outcome.Latest?.Generation);
        Assert.Equal(("s2 c2", "s1 c2"), (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
        Assert.Equal(["3 claims s1 c2 → all", "4 claims s2 c2 → zone=a"], (await _rig.HistoryAsync()).Skip(2));
        await _rig.PromoteAsync();
        Assert.Equal("5 promote s2 c2 → all", (await _rig.HistoryAsync())[^1]);
    }

    [Fact]
    public async Task Claims_ThatDidNotReachTheCanary_AreGivenToItByWhoeverStartsNext()
    {
        await _rig.UploadAsync("s2", ToZone);
        await _rig.AppendAsync(_rig.Compose("s1", "c2"), ReleaseKinds.Claims);
        await _rig.RestartAsync();
        Assert.Equal(("s2 c1", "s1 c2"), (_rig.OfferedTo("a", _rig.Hub.Offering.Canary!.Release.Position), _rig.OfferedTo("b")));

        await _rig.Publisher.RenewCanaryAsync(default);
        await _rig.Publisher.RenewCanaryAsync(default);

        Assert.Equal(("s2 c2", "s1 c2"), (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
        Assert.Equal("4 claims s2 c2 → zone=a", (await _rig.HistoryAsync())[^1]);
    }

    [Fact]
    public async Task Promote_BeforeTheCanaryHasTheNewClaims_KeepsTheClaimsOfAll()
    {
        await _rig.UploadAsync("s2", ToZone);
        await _rig.AppendAsync(_rig.Compose("s1", "c2"), ReleaseKinds.Claims);
        await _rig.RestartAsync();

        await _rig.PromoteAsync();

        Assert.Equal("s2 c2", _rig.OfferedTo("b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Restart_DuringARollout_GoesOnWithIt(int claimsReleases)
    {
        await _rig.UploadAsync("s2", ToZone);
        for (var number = 0; number < claimsReleases; number++)
            await _rig.PublishClaimsAsync($"n{number}");
        var before = (_rig.OfferedTo("a"), _rig.OfferedTo("b"));

        await _rig.RestartAsync();

        Assert.Equal(before, (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
        await Assert.ThrowsAsync<RolloutException>(() => _rig.UploadAsync("s3"));
        await _rig.AbortAsync();
        Assert.StartsWith("s1", _rig.OfferedTo("a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_LongAfterTheCanary_FindsItStill()
    {
        await _rig.UploadAsync("s2", ToZone);
        for (var number = 0; number < 300; number++)
            await _rig.AppendAsync(_rig.Compose("s1", $"n{number}"), ReleaseKinds.Claims);

        await _rig.RestartAsync();

        Assert.Equal("s1 n299", _rig.OfferedTo("b"));
        Assert.Equal(2, _rig.Hub.Offering.Canary?.Release.Position.Generation);
    }

    [Fact]
    public async Task Restart_AfterARollout_IsOver()
    {
        await _rig.UploadAsync("s2", ToZone);
        await _rig.PromoteAsync();

        await _rig.RestartAsync();

        Assert.Null(_rig.Hub.Offering.Canary);
        Assert.Equal("s2 c1", _rig.OfferedTo("b"));
    }

    [Fact]
    public async Task Restart_WithADamagedCanary_ServesTheOthersAndCountsOn()
    {
        await _rig.UploadAsync("s2", ToZone);
        var pack = Directory.GetFiles(Path.Combine(_rig.Folder, "packs")).Order(StringComparer.Ordinal).Last();
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[bytes.AsSpan().IndexOf("s2"u8)] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);

        await _rig.RestartAsync();

        Assert.Equal(("s1 c1", "s1 c1"), (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
        Assert.Equal(3, (await _rig.UploadAsync("s3")).Latest?.Generation);
        Assert.Equal("s3 c1", _rig.OfferedTo("a"));
    }

    [Fact]
    public async Task Publish_AfterAnotherSidecarHasDecided_IsAConflict()
    {
        await _rig.UploadAsync("s2", ToZone);
        await _rig.AppendAsync(_rig.Compose("s2", "c1"), ReleaseKinds.Promote);

        await Assert.ThrowsAsync<ReleaseConflictException>(_rig.AbortAsync);

        Assert.Equal("3 promote s2 c1 → all", (await _rig.HistoryAsync())[^1]);
    }
}
