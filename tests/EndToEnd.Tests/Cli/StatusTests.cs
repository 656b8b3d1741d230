using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Cli;

public sealed class StatusTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Status_AsATable_ShowsTheReleaseAndTheSubscribers()
    {
        var published = await sidecar.PublishAsync();
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-a");
        await follower.WaitForHeartbeatAsync();

        var status = (await sidecar.RunAsync("status")).Ended(0);

        Assert.StartsWith($"Release {published.Position.Generation}, ", status.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"Snapshot {published.SnapshotId}, effective schema hash {published.EffectiveSchemaHash}", status.Output, StringComparison.Ordinal);
        Assert.Contains($"Epoch {published.Position.Epoch}", status.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^SUBSCRIBER +STATE +RUNS +MEANT +SINCE +HEARD", status.Output);
        Assert.Matches($@"(?m)^pod-a +SYNCED +{published.Position.Generation} ", status.Output);
    }

    [Fact]
    public async Task Status_AsJson_HasTheDocumentedFields()
    {
        var published = await sidecar.PublishAsync();
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-b", accepts: _ => false);
        await follower.WaitForHeartbeatAsync();

        var status = Json.Of((await sidecar.RunAsync("status", "-o", "json")).Ended(0));

        Assert.Equal(["epoch", "release", "effectiveSchemaHash", "subscribers", "startedAt", "alarm", "claims", "signing"], status.Names());
        Assert.Equal(published.SnapshotId, status.GetProperty("release").Text("snapshotId"));
        Assert.Equal(published.EffectiveSchemaHash, status.Text("effectiveSchemaHash"));
        Assert.Equal("", status.Text("alarm"));
        Assert.True(DateTimeOffset.TryParse(status.Text("startedAt"), out _));
        var subscriber = Assert.Single(status.GetProperty("subscribers").EnumerateArray(), one => one.Text("name") == "pod-b");
        Assert.Equal(
            [
                "name", "instance", "state", "stateSince", "reported", "code", "reason", "lastHeard", "elapsedMicroseconds", "meant",
                "labels", "via", "relay",
            ],
            subscriber.Names());
        Assert.Equal("REJECTED", subscriber.Text("state"));
        Assert.Equal("PART_INVALID", subscriber.Text("code"));
        Assert.Equal("It does not suit.", subscriber.Text("reason"));
        Assert.Equal(published.Position.Generation, subscriber.GetProperty("reported").Long("generation"));
    }

    [Fact]
    public async Task Status_Watched_ShowsEveryRelease()
    {
        var first = await sidecar.PublishAsync();
        var process = Tool.Start(sidecar.Place.Variables, "status", "--watch");
        try
        {
            var lines = new LineLog(process.StandardOutput, process.StandardError);
            await lines.WaitForAsync(first.SnapshotId);

            var second = await sidecar.PublishAsync();

            await lines.WaitForAsync(second.SnapshotId);
        }
        finally
        {
            await ChildProcess.EndAsync(process);
        }
    }
}
