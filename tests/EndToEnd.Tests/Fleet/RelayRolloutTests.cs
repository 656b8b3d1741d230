using EndToEnd.Tests.Support;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Rollout;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Fleet;

/// <summary>Rollouts to a part of the fleet whose DMS are connected through two relays.</summary>
public sealed class RelayRolloutTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RelayChain _chain = new();
    private int _first;
    private int _second;

    public async Task InitializeAsync()
    {
        _first = _chain.AddRelay([0]);
        _second = _chain.AddRelay([_first]);
        await _chain.StartAllAsync();
        await _chain.PublishAsync("base");
    }

    public async Task DisposeAsync() => await _chain.DisposeAsync();

    [Fact]
    public async Task Canary_ThatOneRejects_IsAbortedAndTheOthersNeverSeeIt()
    {
        var names = NamesByTenPercent();
        var selected = names[true].Take(2).Select(name => Follow(name, release => !release.Marks.Contains("canary"))).ToArray();
        var others = names[false].Take(18).Select(name => Follow(name)).ToArray();
        await AllAreKnownAtTheHubAsync(20);

        var upload = (await UploadAsync("--canary", "10%", "--auto", "5m")).Ended(0);
        foreach (var follower in _chain.Followers)
            await follower.WaitForAsync(3);

        Assert.Contains("It is for 2 of 20 connected subscribers.", upload.Output, StringComparison.Ordinal);
        Assert.All(selected, follower => Assert.Equal([1, 2, 3], follower.Received.Select(release => release.Generation)));
        Assert.All(others, follower => Assert.Equal([1, 3], follower.Received.Select(release => release.Generation)));
        Assert.All(_chain.Followers, follower => Assert.True(follower.Violations is [] && follower.Endings is [], $"{follower}"));
        var history = await _chain.Hub.HistoryAsync();
        Assert.Equal(["abort", "upload", "upload"], history.Select(release => release.Kind));
        Assert.Matches(@"^release 2: \S+ rejected it: PART_INVALID: It does not suit\.$", history[0].Reason);
        var answers = (await _chain.Hub.Client.ReadReleaseAsync(new ReadReleaseRequest { Generation = 2 })).Answers;
        Assert.All(answers, answer => Assert.Contains(selected, follower => follower.Name == answer.Subscriber));
        var took = history[0].PublishedAt.ToDateTimeOffset() - answers.Min(answer => answer.At.ToDateTimeOffset());
        output.WriteLine($"aborted {took.TotalMilliseconds:0.0} ms after the hub heard of the first rejection");
    }

    [Fact]
    public async Task Canary_ThatAllRunWell_IsPromotedByItself()
    {
        Follow("in-a", zone: "a");
        Follow("in-b", zone: "b");
        await AllAreKnownAtTheHubAsync(2);

        (await UploadAsync("--canary", "zone=a", "--auto", "1s")).Ended(0);
        foreach (var follower in _chain.Followers)
            Assert.Equal(["canary"], (await follower.WaitForAsync(3)).Marks);

        Assert.Equal(["promote", "upload", "upload"], (await _chain.Hub.HistoryAsync()).Select(release => release.Kind));
    }

    [Fact]
    public async Task Claims_DuringARollout_ReachEverybodyAlsoAfterARelayWasKilled()
    {
        var chosen = Follow("in-a", zone: "a");
        var other = Follow("in-b", zone: "b");
        await AllAreKnownAtTheHubAsync(2);
        (await UploadAsync("--canary", "zone=a", "--wait", "1m")).Ended(0);
        await _chain.KillAsync(_second);

        (await _chain.RunAsync(0, "claims", "upload", Samples.Claims)).Ended(0);
        await _chain.StartAsync(_second);

        var (mine, theirs) = (await chosen.WaitForAsync(4), await other.WaitForAsync(3));
        Assert.Equal(["canary"], mine.Marks);
        Assert.Equal(["base"], theirs.Marks);
        Assert.Equal(theirs.Parts["claims"], mine.Parts["claims"]);
        Assert.Equal([1, 3], other.Received.Select(release => release.Generation));
        Assert.Equal([1, 2, 4], chosen.Received.Select(release => release.Generation));
        Assert.All(_chain.Followers, follower => Assert.Empty(follower.Violations));
        var status = (await _chain.RunAsync(_second, "status")).Ended(0);
        Assert.Matches("(?m)^ROLLOUT: release 4 to zone=a ", status.Output);
    }

    private Follower Follow(string name, Func<FollowedRelease, bool>? accepts = null, string? zone = null) =>
        _chain.Follow(_chain.Followers.Count % 2 == 0 ? _second : _first, name, accepts, zone);

    private Task AllAreKnownAtTheHubAsync(int count) => _chain.Hub.WaitForStatusAsync(status => status.Subscribers.Count(subscriber =>
        !subscriber.Relay && subscriber.State == Subscriber.Types.State.Synced) == count);

    private Task<ProgramRun> UploadAsync(params string[] options)
    {
        File.WriteAllBytes(_chain["canary.json"], Samples.Marked("canary"));
        return _chain.RunAsync(0, ["upload", "--core", _chain["canary.json"], .. options]);
    }

    private static ILookup<bool, string> NamesByTenPercent()
    {
        Assert.True(RolloutTarget.TryParse("10%", out var target));
        return Enumerable.Range(0, 1000).Select(number => $"pod-{number}")
            .ToLookup(name => target.Selects(name, new Dictionary<string, string>()));
    }
}
