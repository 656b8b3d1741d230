using EndToEnd.Tests.Support;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Rollout;
using Testing;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Rollout;

public sealed class RolloutTests : IAsyncLifetime
{
    private readonly ITestOutputHelper _output;
    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;
    private readonly Administrator _administrator;
    private readonly List<Follower> _followers = [];
    private SidecarProcess? _sidecar;

    public RolloutTests(ITestOutputHelper output)
    {
        _output = output;
        _place = Place.In(_folder.Path);
        _administrator = new Administrator(_place.AdminSocket);
    }

    public async Task InitializeAsync()
    {
        _sidecar = await SidecarProcess.StartAsync(_place);
        await _administrator.PublishAsync(Samples.Marked("base"));
    }

    public async Task DisposeAsync()
    {
        foreach (var follower in _followers)
            await follower.DisposeAsync();
        _administrator.Dispose();
        await _sidecar!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Canary_ThatOneRejects_IsAbortedAndTheOthersNeverSeeIt()
    {
        var (selected, others) = await FollowAsync(selected: 2, others: 18, accepts: release => !release.Marks.Contains("canary"));

        var upload = (await UploadAsync("--canary", "10%", "--auto", "5m")).Ended(0);
        foreach (var follower in _followers)
            await follower.WaitForAsync(3);

        Assert.Contains("It is for 2 of 20 connected subscribers.", upload.Output, StringComparison.Ordinal);
        Assert.All(selected, follower => Assert.Equal([1, 2, 3], follower.Received.Select(release => release.Generation)));
        Assert.All(others, follower => Assert.Equal([1, 3], follower.Received.Select(release => release.Generation)));
        Assert.All(_followers, follower => Assert.True(follower.Violations is [] && follower.Endings is [], $"{follower}"));
        var history = await _administrator.HistoryAsync();
        Assert.Equal(["abort", "upload", "upload"], history.Select(release => release.Kind));
        Assert.Equal(history[2].SnapshotId, history[0].SnapshotId);
        Assert.Matches(@"^release 2: \S+ rejected it: PART_INVALID: It does not suit\.$", history[0].Reason);
        var answers = (await _administrator.Client.ReadReleaseAsync(new ReadReleaseRequest { Generation = 2 })).Answers;
        var took = history[0].PublishedAt.ToDateTimeOffset() - answers.Min(answer => answer.At.ToDateTimeOffset());
        _output.WriteLine($"aborted {took.TotalMilliseconds:0.0} ms after the first rejection");
    }

    [Fact]
    public async Task Canary_ThatAllRunWell_IsPromotedByItself()
    {
        await FollowAsync(selected: 2, others: 2);

        (await UploadAsync("--canary", "10%", "--auto", "1s")).Ended(0);
        foreach (var follower in _followers)
            Assert.Equal(["canary"], (await follower.WaitForAsync(3)).Marks);

        Assert.Equal(["promote", "upload", "upload"], (await _administrator.HistoryAsync()).Select(release => release.Kind));
    }

    [Fact]
    public async Task Rollout_WhenTheSidecarIsKilled_GoesOnAfterItsStart()
    {
        var chosen = Follow("pod-in-a", zone: "a");
        var other = Follow("pod-in-b", zone: "b");
        await Task.WhenAll(chosen.WaitForAsync(1), other.WaitForAsync(1));
        (await UploadAsync("--canary", "zone=a", "--wait", "1m")).Ended(0);

        await _sidecar!.KillAsync();
        await _sidecar.DisposeAsync();
        _sidecar = await SidecarProcess.StartAsync(_place);
        var late = Follow("late-in-a", zone: "a");

        Assert.Equal(["canary"], (await late.WaitForAsync(2)).Marks);
        var refused = (await UploadAsync()).Ended(1);
        Assert.Contains("Release 2 is being rolled out to zone=a: promote or abort it first.", refused.Error, StringComparison.Ordinal);
        var status = (await RunAsync("status")).Ended(0);
        Assert.Matches(
            "(?m)^ROLLOUT: release 2 to zone=a since .* by uid [0-9]+: [12] of [123] connected, [12] applied, 0 rejected$", status.Output);
        Assert.Equal([1], other.Received.Select(release => release.Generation));
        (await RunAsync("promote", "--reason", "good", "--wait", "1m")).Ended(0);
        Assert.Equal(["canary"], (await other.WaitForAsync(3)).Marks);
        Assert.All(_followers, follower => Assert.Empty(follower.Violations));
    }

    [Fact]
    public async Task Abort_OfACanary_BringsBackThoseThatRunIt()
    {
        var chosen = Follow("pod-in-a", zone: "a");
        var other = Follow("pod-in-b", zone: "b");
        await Task.WhenAll(chosen.WaitForAsync(1), other.WaitForAsync(1));
        (await UploadAsync("--canary", "zone=a", "--wait", "1m")).Ended(0);

        var abort = (await RunAsync("abort", "--wait", "1m")).Ended(0);

        Assert.Contains("SYNCED    pod-in-a", abort.Output, StringComparison.Ordinal);
        Assert.Equal(["base"], (await chosen.WaitForAsync(3)).Marks);
        Assert.Equal(["base"], (await other.WaitForAsync(3)).Marks);
        Assert.Contains("Nothing is being rolled out.", (await RunAsync("abort")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is being rolled out.", (await RunAsync("promote")).Ended(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_DuringARollout_ReachEverybody()
    {
        var chosen = Follow("pod-in-a", zone: "a");
        var other = Follow("pod-in-b", zone: "b");
        await Task.WhenAll(chosen.WaitForAsync(1), other.WaitForAsync(1));
        (await UploadAsync("--canary", "zone=a", "--wait", "1m")).Ended(0);

        (await RunAsync("claims", "upload", Samples.Claims, "--wait", "1m")).Ended(0);

        var (mine, theirs) = (await chosen.WaitForAsync(4), await other.WaitForAsync(3));
        Assert.Equal(["canary"], mine.Marks);
        Assert.Equal(["base"], theirs.Marks);
        Assert.Equal(theirs.Parts["claims"], mine.Parts["claims"]);
        Assert.Equal([1, 3], other.Received.Select(release => release.Generation));
        Assert.Equal([1, 2, 4], chosen.Received.Select(release => release.Generation));
    }

    [Fact]
    public async Task Canary_ThatIsForNobody_Warns()
    {
        var dryRun = (await UploadAsync("--canary", "zone=z", "--dry-run")).Ended(0);
        var upload = (await UploadAsync("--canary", "zone=z")).Ended(0);

        Assert.Contains("warning: it is for none of 0 connected subscribers", dryRun.Output, StringComparison.Ordinal);
        Assert.Contains("warning: it is for none of 0 connected subscribers", upload.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await _administrator.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Auto_WithoutACanary_IsNotUnderstood()
    {
        Assert.Contains("name it with --canary", (await UploadAsync("--auto", "5m")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("is no part of a fleet", (await UploadAsync("--canary", "most")).Ended(1).Error, StringComparison.Ordinal);
    }

    private Task<ProgramRun> UploadAsync(params string[] options)
    {
        File.WriteAllBytes(_folder["canary.json"], Samples.Marked("canary"));
        return RunAsync(["upload", "--core", _folder["canary.json"], .. options]);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => Tool.RunAsync(_place.Variables, arguments);

    private Follower Follow(string name, Func<FollowedRelease, bool>? accepts = null, string? zone = null)
    {
        var follower = new Follower(_place.DmsSocket, name, accepts, zone);
        _followers.Add(follower);
        return follower;
    }

    // Names of which 10 % are the first ones.
    private async Task<(Follower[] Selected, Follower[] Others)> FollowAsync(
        int selected, int others, Func<FollowedRelease, bool>? accepts = null)
    {
        Assert.True(RolloutTarget.TryParse("10%", out var target));
        var names = Enumerable.Range(0, 1000).Select(number => $"pod-{number}")
            .ToLookup(name => target.Selects(name, new Dictionary<string, string>()));
        var first = names[true].Take(selected).Select(name => Follow(name, accepts)).ToArray();
        var rest = names[false].Take(others).Select(name => Follow(name, accepts)).ToArray();
        foreach (var follower in _followers)
            await follower.WaitForAsync(1);
        return (first, rest);
    }
}
