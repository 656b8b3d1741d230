using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Cli;

public sealed class SubscribersTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Subscribers_AsATable_AreWithoutColoursWhereNobodyLooks()
    {
        var published = await sidecar.PublishAsync();
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-a");
        await follower.WaitForHeartbeatAsync();

        var subscribers = (await sidecar.RunAsync("subscribers")).Ended(0).Output;

        Assert.Matches(@"^SUBSCRIBER +STATE +RUNS +MEANT +SINCE +HEARD", subscribers);
        Assert.Matches($@"(?m)^pod-a +SYNCED +{published.Position.Generation} ", subscribers);
        Assert.DoesNotContain('\e', subscribers);
    }

    [Fact]
    public async Task Subscribers_AsJson_AreTheMessageOfTheProtocol()
    {
        await sidecar.PublishAsync();
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-b");
        await follower.WaitForHeartbeatAsync();

        var json = Json.Of((await sidecar.RunAsync("subscribers", "-o", "json")).Ended(0));

        Assert.Equal(["subscribers"], json.Names());
        Assert.Single(
            json.GetProperty("subscribers").EnumerateArray(), one => one.Text("name") == "pod-b" && one.Text("state") == "SYNCED");
    }
}
