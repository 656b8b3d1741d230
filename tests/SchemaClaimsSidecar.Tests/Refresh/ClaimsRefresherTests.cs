using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Refresh;
using Testing;
using static SchemaClaimsSidecar.Tests.Claims.Metadata.ClaimSets;

namespace SchemaClaimsSidecar.Tests.Refresh;

public sealed class ClaimsRefresherTests : IAsyncLifetime
{
    private static readonly ClaimSetMetadata Vendor = Reading("Vendor", "NamespaceBased", "students");
    private static readonly ClaimSetMetadata Stricter = Reading("Vendor", "OwnershipBased", "students");
    private static readonly ClaimSetMetadata Roster = Reading("Roster", "NamespaceBased", "schools");

    private readonly RefreshRig _rig = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task RefreshAsync_NewAnswer_IsPublishedAndConfirmed()
    {
        _rig.Source.Answers(Vendor);

        var outcome = await _rig.RefreshAsync();

        Assert.Equal(RefreshResult.Published, outcome.Result);
        Assert.Equal(1, outcome.Latest?.Generation);
        Assert.Equal(Text([Vendor]), _rig.Published[""]);
        Assert.Equal(TimeSpan.Zero, _rig.Freshness.Age);
    }

    [Fact]
    public async Task RefreshAsync_SameAnswer_MakesNoReleaseButConfirms()
    {
        _rig.Source.Answers(Vendor);
        await _rig.RefreshAsync();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        var outcome = await _rig.RefreshAsync();

        Assert.Equal(RefreshResult.Unchanged, outcome.Result);
        Assert.Equal(1, _rig.Hub.Current?.Release.Position.Generation);
        Assert.Equal(TimeSpan.Zero, _rig.Freshness.Age);
    }

    [Fact]
    public async Task RefreshAsync_SourceFails_KeepsWhatIsPublishedAndSaysWhy()
    {
        _rig.Source.Answers(Vendor);
        await _rig.RefreshAsync();
        _rig.Source.Fails("503 from the service.");
        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<ClaimsSourceException>(() => _rig.RefreshAsync());

        Assert.Equal(Text([Vendor]), _rig.Published[""]);
        Assert.Equal("503 from the service.", _rig.Refresher.Standing.Error);
        Assert.Equal(TimeSpan.FromMinutes(1), _rig.Freshness.Age);
    }

    [Fact]
    public async Task RefreshAsync_SourceRecovers_StandsWellAgain()
    {
        _rig.Source.Fails("down");
        await Assert.ThrowsAsync<ClaimsSourceException>(() => _rig.RefreshAsync());
        _rig.Source.Answers(Vendor);

        await _rig.RefreshAsync();

        Assert.Equal(RefreshStanding.Well, _rig.Refresher.Standing);
    }

    [Fact]
    public async Task RefreshAsync_SourceDoesNotAnswer_GivesUpAtTheLimit()
    {
        _rig.Source.Answer = async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new ClaimsAnswer([]);
        };
        var refresh = _rig.RefreshAsync();
        await Eventually.IsTrueAsync(() => _rig.Source.Fetches == 1);

        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("did not answer within", (await Assert.ThrowsAsync<ClaimsSourceException>(() => refresh)).Message);
    }

    [Fact]
    public async Task RefreshAsync_ShrunkAnswer_IsHeldUntilAccepted()
    {
        _rig.Source.Answers(Vendor, Roster);
        await _rig.RefreshAsync();
        _rig.Source.Answers(TenantAnswer.Of(null, []));
        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        var held = await _rig.RefreshAsync();

        Assert.Equal(RefreshResult.Held, held.Result);
        Assert.Equal(Text([Vendor, Roster]), _rig.Published[""]);
        Assert.Contains("2 of 2 claim sets", _rig.Refresher.Standing.Held);
        Assert.Equal(TimeSpan.FromMinutes(1), _rig.Freshness.Age);

        Assert.Equal(RefreshResult.Published, (await _rig.RefreshAsync(acceptShrinking: true)).Result);
        Assert.Equal("[]", _rig.Published[""]);
        Assert.Equal("", _rig.Refresher.Standing.Held);
    }

    [Fact]
    public async Task RefreshAsync_OneTenantFails_TheOthersGoOnAndItKeepsWhatItHad()
    {
        _rig.Source.Answers(TenantAnswer.Of("north", [Vendor]), TenantAnswer.Of("south", [Vendor]));
        await _rig.RefreshAsync();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _rig.Source.Answers(TenantAnswer.Of("north", [Stricter]), TenantAnswer.Failed("south", "500."));

        var outcome = await _rig.RefreshAsync();

        Assert.Equal(RefreshResult.Published, outcome.Result);
        Assert.Equal(["south: 500."], outcome.Failures);
        Assert.Equal(Text([Stricter]), _rig.Published["north"]);
        Assert.Equal(Text([Vendor]), _rig.Published["south"]);
        Assert.Equal("south: 500.", _rig.Refresher.Standing.Error);
        Assert.Equal(TimeSpan.FromMinutes(1), _rig.Freshness.Age);
    }

    [Fact]
    public async Task RefreshAsync_TenantsComeAndGo_AreFollowed()
    {
        TenantAnswer Answer(string tenant) => TenantAnswer.Of(tenant, [Vendor]);
        _rig.Source.Answers(Answer("north"), Answer("south"));
        await _rig.RefreshAsync();

        _rig.Source.Answers(Answer("north"), Answer("south"), Answer("west"));
        await _rig.RefreshAsync();
        Assert.Equal(["north", "south", "west"], _rig.Published.Keys.Order());

        _rig.Source.Answers(Answer("south"), Answer("west"));
        await _rig.RefreshAsync();
        Assert.Equal(["south", "west"], _rig.Published.Keys.Order());
    }

    [Fact]
    public async Task RefreshAsync_ThousandWhoAskWhileOneRuns_ShareTheNext()
    {
        var gate = _rig.Source.AnswersOnceOpened(Vendor);
        var first = _rig.RefreshAsync();
        await Eventually.IsTrueAsync(() => _rig.Source.Fetches == 1);

        var others = Enumerable.Range(0, 1000).Select(_ => _rig.RefreshAsync()).ToArray();
        gate.SetResult();

        Assert.Equal(RefreshResult.Published, (await first).Result);
        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal(RefreshResult.Unchanged, outcome.Result));
        Assert.Equal(2, _rig.Source.Fetches);
    }

    [Fact]
    public async Task RefreshAsync_AskedDuringAFetch_GetsAnAnswerFromAfterTheQuestion()
    {
        var gate = _rig.Source.AnswersOnceOpened(Vendor);
        var first = _rig.RefreshAsync();
        await Eventually.IsTrueAsync(() => _rig.Source.Fetches == 1);

        // The change is made, and asked for, while the answer from before it is still on its way.
        _rig.Source.Answers(Stricter);
        var asked = _rig.RefreshAsync();
        gate.SetResult();

        await first;
        Assert.Equal(RefreshResult.Published, (await asked).Result);
        Assert.Equal(Text([Stricter]), _rig.Published[""]);
    }

    [Fact]
    public async Task RefreshAsync_CallerGivesUp_TheOthersStillGetTheirs()
    {
        var gate = _rig.Source.AnswersOnceOpened(Vendor);
        using var impatience = new CancellationTokenSource();
        var impatient = _rig.Refresher.RefreshAsync(new RefreshRequest("test", "", false), impatience.Token);
        await Eventually.IsTrueAsync(() => _rig.Source.Fetches == 1);
        var patient = _rig.RefreshAsync();

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();
        await patient;
        Assert.Equal(Text([Vendor]), _rig.Published[""]);
    }
}
