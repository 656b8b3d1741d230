using System.Text.Json.Nodes;
using EndToEnd.Tests.Support;
using SchemaClaims.V1;
using Testing;
using static SchemaClaims.V1.Subscriber.Types;

namespace EndToEnd.Tests.Distribution;

public sealed class FollowTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;
    private readonly Administrator _administrator;
    private SidecarProcess? _sidecar;

    public FollowTests()
    {
        _place = Place.In(_folder.Path);
        _administrator = new Administrator(_place.AdminSocket);
    }

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        await _sidecar!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Follower_BeforeTheFirstRelease_IsToldSoAndThenGetsIt()
    {
        await using var follower = new Follower(_place.DmsSocket);
        await follower.WaitForHeartbeatAsync();
        Assert.Empty(follower.Received);

        await _administrator.PublishAsync(Samples.Marked("first"));

        Assert.Equal(["first"], (await follower.WaitForAsync(1)).Marks);
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Follower_ThroughARestart_IsSentOnlyWhatItLacks()
    {
        await _administrator.PublishAsync(Samples.Marked("first"));
        await using var follower = new Follower(_place.DmsSocket);
        var first = await follower.WaitForAsync(1);

        await RestartAsync();
        var heartbeats = follower.Heartbeats;
        await follower.WaitForHeartbeatsAsync(heartbeats + 1);
        await _administrator.PublishAsync(Samples.With("first", project => project["domains"] = new JsonArray("New")));
        var second = await follower.WaitForAsync(2);

        // The reader has compared what was announced and sent with what it lacked: one part.
        Assert.Equal(["project/ed-fi"], second.Manifest.Parts.Except(first.Manifest.Parts).Select(part => part.Name));
        Assert.Equal([1, 2], follower.Received.Select(release => release.Generation));
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Follower_ThatRejectedARelease_IsNotOfferedItAgainButTheNext()
    {
        await _administrator.PublishAsync(Samples.Marked("good"));
        await using var follower = new Follower(_place.DmsSocket, accepts: release => !release.Marks.Contains("bad"));
        await follower.WaitForAsync(1);
        await _administrator.PublishAsync(Samples.Marked("bad"));
        await follower.WaitForAsync(2);

        await RestartAsync();
        var heartbeats = follower.Heartbeats;
        await follower.WaitForHeartbeatsAsync(heartbeats + 1);
        await _administrator.PublishAsync(Samples.Marked("better"));
        await follower.WaitForAsync(3);

        Assert.Equal([1, 2, 3], follower.Received.Select(release => release.Generation));
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Follower_ThatStandsStill_IsThenGivenTheLatestReleaseOnly()
    {
        await _administrator.PublishAsync(Samples.Marked("first"));
        await using var frozen = new Follower(_place.DmsSocket, "pod-frozen");
        await using var other = new Follower(_place.DmsSocket, "pod-other");
        await frozen.WaitForHeartbeatAsync();
        frozen.Freeze();
        // Too long for what the connection buffers: the transfer stands still, too.
        await _administrator.PublishAsync(Samples.Marked("second", padding: 4 * 1024 * 1024));
        await frozen.WaitUntilFrozenAsync();
        await other.WaitForAsync(2);

        for (var release = 3u; release <= 6; release++)
        {
            await _administrator.PublishAsync(Samples.Marked($"release {release}"));
            await other.WaitForAsync(release);
        }

        frozen.Thaw();
        var last = await frozen.WaitForAsync(3);

        Assert.Equal(["release 6"], last.Marks);
        Assert.Equal([1, 6], frozen.Received.Select(release => release.Generation));
        Assert.Equal([1, 2, 3, 4, 5, 6], other.Received.Select(release => release.Generation));
        Assert.Empty(frozen.Violations);
        Assert.Empty(frozen.Endings);
    }

    [Fact]
    public async Task Followers_TwoHundredAtOnce_AllGetEveryRelease()
    {
        var followers = Enumerable.Range(0, 200).Select(i => new Follower(_place.DmsSocket, $"pod-{i:D3}")).ToArray();
        try
        {
            foreach (var generation in new ulong[] { 1, 2 })
            {
                await _administrator.PublishAsync(Samples.Marked($"release {generation}"));
                await Task.WhenAll(followers.Select(follower => follower.WaitForAsync(generation)));
            }

            var status = await SyncedAsync(followers.Length);
            Assert.Equal(followers.Select(follower => follower.Name), status);
            Assert.All(followers, follower => Assert.True(follower.Violations is [] && follower.Endings is [], $"{follower}"));
            Assert.All(followers, follower => Assert.Equal(["release 2"], follower.Received[^1].Marks));
        }
        finally
        {
            foreach (var follower in followers)
                await follower.DisposeAsync();
        }
    }

    private async Task<IEnumerable<string>> SyncedAsync(int count)
    {
        using var watch = _administrator.Client.WatchStatus(new WatchStatusRequest(), deadline: DateTime.UtcNow.AddMinutes(1));
        while (await watch.ResponseStream.MoveNext(default))
        {
            var synced = watch.ResponseStream.Current.Subscribers.Where(subscriber => subscriber.State == State.Synced).ToArray();
            if (synced.Length == count)
                return synced.Select(subscriber => subscriber.Name);
        }

        throw new InvalidOperationException("The status ended.");
    }

    private async Task StartAsync() => _sidecar = await SidecarProcess.StartAsync(_place);

    private async Task RestartAsync()
    {
        Assert.Equal(0, await _sidecar!.StopAsync());
        await _sidecar.DisposeAsync();
        await StartAsync();
    }
}
