using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Cli;

public sealed class HistoryTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task History_AsATable_ListsTheReleasesNewestFirst()
    {
        (await sidecar.RunAsync("upload", "--core", sidecar.WriteNewCore(), "--reason", "the older one")).Ended(0);
        (await sidecar.RunAsync("upload", "--core", sidecar.WriteNewCore(), "--reason", "the newer one")).Ended(0);

        var history = (await sidecar.RunAsync("history")).Ended(0);

        var lines = history.Output.Split('\n');
        Assert.Matches(@"^RELEASE +WHEN \(UTC\) +WHO +KIND +FOR +SNAPSHOT +SIGNED +ANSWERS +WHY$", lines[0]);
        Assert.Matches(@"^\d+ +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +uid \d+ +upload +everybody +[0-9a-f]{12} +- +- +the newer one$", lines[1]);
        Assert.EndsWith("the older one", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_WithALimit_ListsNoMore()
    {
        await sidecar.PublishAsync();
        var newest = await sidecar.PublishAsync();

        var history = Json.Of((await sidecar.RunAsync("history", "--limit", "1", "-o", "json")).Ended(0));

        var release = Assert.Single(history.GetProperty("releases").EnumerateArray());
        Assert.Equal(["position", "snapshotId", "kind", "publishedAt", "publishedBy", "reason", "signedBy", "forgotten"], release.Names());
        Assert.Equal(newest.Position.Generation, release.GetProperty("position").Long("generation"));
        Assert.Equal(newest.SnapshotId, release.Text("snapshotId"));
    }
}
