using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;

namespace EndToEnd.Tests.Distribution;

public sealed class SlowSubscriberTests(SlowSubscriberTests.Impatient sidecar) : IClassFixture<SlowSubscriberTests.Impatient>
{
    /// <summary>A sidecar that soon lets go of who does not read, and often says that there is nothing new.</summary>
    public sealed class Impatient() : SidecarFixture(new Dictionary<string, string>
    {
        ["SCHEMACLAIMS_Distribution__SendTimeout"] = "00:00:01",
        ["SCHEMACLAIMS_Distribution__HeartbeatInterval"] = "00:00:00.100",
    });

    [Fact]
    public async Task Subscriber_ThatNeverReads_IsLetGoWhileOthersAreServed()
    {
        // Too long for what the connection buffers: the sidecar must wait for the reader.
        await sidecar.Administrator.PublishAsync(Samples.Marked(Samples.NewMark(), padding: 4 * 1024 * 1024));
        await using var reading = new Follower(sidecar.Place.DmsSocket, "pod-that-reads");
        using var channel = Place.Open(sidecar.Place.DmsSocket);
        var request = new SubscribeRequest { Protocol = 1, Subscriber = "pod-that-never-reads", Instance = "one" };
        var client = new SchemaClaims.V1.Distribution.DistributionClient(channel);
        using var stuck = client.Subscribe(request, deadline: DateTime.UtcNow.AddMinutes(1));

        var logged = sidecar.Log.WaitForAsync("pod-that-never-reads (one) did not read for 00:00:01 and is let go");
        var during = await sidecar.PublishAsync();
        await reading.WaitForAsync(during.Position.Generation);
        await logged;
        var after = await sidecar.PublishAsync();
        await reading.WaitForAsync(after.Position.Generation);

        var ended = await Assert.ThrowsAsync<RpcException>(() => ReadToEndAsync(stuck));
        Assert.NotEqual(StatusCode.DeadlineExceeded, ended.StatusCode);
        Assert.Empty(reading.Endings);
        Assert.Empty(reading.Violations);
    }

    [Fact]
    public async Task Subscriber_WithNothingToReceive_HearsAgainAndAgainThatItIsCurrent()
    {
        await sidecar.PublishAsync();
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-that-listens");

        await follower.WaitForHeartbeatsAsync(5);

        Assert.Single(follower.Received);
        Assert.Empty(follower.Violations);
        Assert.Empty(follower.Endings);
    }

    private static async Task ReadToEndAsync(AsyncServerStreamingCall<SubscribeResponse> call)
    {
        while (await call.ResponseStream.MoveNext(default))
        {
            // What the connection had buffered.
        }
    }
}
