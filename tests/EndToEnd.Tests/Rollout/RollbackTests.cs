using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Rollout;

public sealed class RollbackTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Rollback_ToAnEarlierRelease_IsANewReleaseOfItsSnapshot()
    {
        (await sidecar.RunAsync("claims", "upload", Samples.Claims)).Ended(0);
        var old = await sidecar.PublishAsync();
        await sidecar.PublishAsync();
        (await sidecar.RunAsync("claims", "upload", Samples.Claims, "--fragment", Samples.ArtsClaims)).Ended(0);
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-a");
        await follower.WaitForHeartbeatAsync();

        var rollback = (await sidecar.RunAsync("rollback", $"{old.Position.Generation}", "--reason", "too slow", "--wait", "1m")).Ended(0);

        var received = await follower.WaitForAsync(old.Position.Generation + 3);
        Assert.Equal(old.SnapshotId, received.Manifest.SnapshotId.ToString());
        Assert.Contains($"Release {old.Position.Generation + 3} is published", rollback.Output, StringComparison.Ordinal);
        var newest = (await sidecar.Administrator.HistoryAsync())[0];
        Assert.Equal(("rollback", $"to release {old.Position.Generation}: too slow"), (newest.Kind, newest.Reason));
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Rollback_ToWhatIsCurrent_MakesNoRelease()
    {
        var current = await sidecar.PublishAsync();

        var rollback = (await sidecar.RunAsync("rollback", $"{current.Position.Generation}")).Ended(0);

        Assert.Contains(
            $"Unchanged: release {current.Position.Generation} is the same snapshot.", rollback.Output, StringComparison.Ordinal);
        Assert.Equal(current.Position, (await sidecar.Administrator.HistoryAsync())[0].Position);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999")]
    [InlineData("18446744073709551615")]
    public async Task Rollback_ToWhatIsNotInTheHistory_IsRefused(string generation)
    {
        var newest = (await sidecar.PublishAsync()).Position.Generation;

        var rollback = (await sidecar.RunAsync("rollback", generation)).Ended(1);
        var history = (await sidecar.RunAsync("history", generation)).Ended(1);

        Assert.Contains($"Release {generation} is not in the history; the newest is {newest}.", rollback.Error, StringComparison.Ordinal);
        Assert.Contains($"Release {generation} is not in the history", history.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_ForAPartOfTheFleet_KeepsTheClaimsAndSaysSo()
    {
        var old = await sidecar.PublishAsync();
        await sidecar.PublishAsync();
        (await sidecar.RunAsync("claims", "upload", Samples.Claims)).Ended(0);
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-a", zone: "a");
        await follower.WaitForHeartbeatAsync();

        var rollback = (await sidecar.RunAsync("rollback", $"{old.Position.Generation}", "--canary", "zone=a", "--wait", "1m")).Ended(0);
        (await sidecar.RunAsync("abort")).Ended(0);

        Assert.Contains("Only the schema went back: the claims stay what they are.", rollback.Output, StringComparison.Ordinal);
        var canary = follower.Received.Single(release => release.Release.Record.Kind == "rollback");
        Assert.Contains("claims", canary.Parts.Keys);
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task History_OfARelease_ShowsWhatEverySubscriberAnswered()
    {
        await using var applies = new Follower(sidecar.Place.DmsSocket, "pod-applies");
        await using var rejects = new Follower(sidecar.Place.DmsSocket, "pod-rejects", accepts: _ => false);
        await Task.WhenAll(applies.WaitForHeartbeatAsync(), rejects.WaitForHeartbeatAsync());
        (await sidecar.RunAsync("upload", "--core", sidecar.WriteNewCore(), "--reason", "new term", "--wait", "1m")).Ended(0);
        var generation = (await sidecar.Administrator.HistoryAsync())[0].Position.Generation;

        var one = (await sidecar.RunAsync("history", $"{generation}")).Ended(0);
        var all = (await sidecar.RunAsync("history")).Ended(0);

        Assert.Matches($@"^Release {generation}, upload for everybody, .* UTC by uid \d+: new term", one.Output);
        Assert.Matches(@"(?m)^pod-applies +APPLIED +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +-$", one.Output);
        Assert.Matches(@"(?m)^pod-rejects +REJECTED +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +PART_INVALID +It does not suit\.$", one.Output);
        Assert.Matches($@"(?m)^{generation} +.* +1 applied, 1 rejected +new term$", all.Output);
    }
}
