using System.Diagnostics;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Distribution;

public sealed class ShutdownTests : IDisposable
{
    // By systemd (deploy/systemd): three times what the sidecar allows itself.
    private static readonly TimeSpan KilledAfter = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;

    public ShutdownTests() => _place = Place.In(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sidecar_ToldToStopWithOpenStreams_EndsEachAndThenItself()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        using var administrator = new Administrator(_place.AdminSocket);
        using var status = administrator.Client.WatchStatus(new WatchStatusRequest(), deadline: DateTime.UtcNow.AddMinutes(1));
        Assert.True(await status.ResponseStream.MoveNext(default));
        var followers = Enumerable.Range(0, 20).Select(i => new Follower(_place.DmsSocket, $"pod-{i}")).ToArray();
        try
        {
            await Task.WhenAll(followers.Select(follower => follower.WaitForHeartbeatAsync()));

            Assert.Equal(0, await sidecar.StopAsync());

            await Task.WhenAll(followers.Select(follower => follower.WaitForEndingAsync()));
            Assert.All(followers, follower => Assert.Equal(StatusCode.Unavailable, follower.Endings[0].StatusCode));
            Assert.All(followers, follower => Assert.Equal("The sidecar stops; subscribe again.", follower.Endings[0].Detail));
            var ended = await Assert.ThrowsAsync<RpcException>(() => ReadToEndAsync(status));
            Assert.Equal((StatusCode.Unavailable, "The sidecar stops."), (ended.StatusCode, ended.Status.Detail));
        }
        finally
        {
            foreach (var follower in followers)
                await follower.DisposeAsync();
        }

        Assert.False(File.Exists(_place.DmsSocket));
        Assert.False(File.Exists(_place.AdminSocket));
    }

    [Fact]
    public async Task Sidecar_ToldToStopWithASubscriberThatDoesNotRead_StopsAllTheSame()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        using var administrator = new Administrator(_place.AdminSocket);
        await using var follower = new Follower(_place.DmsSocket);
        await follower.WaitForHeartbeatAsync();
        follower.Freeze();
        await administrator.PublishAsync(Samples.Marked("first", padding: 4 * 1024 * 1024));
        await follower.WaitUntilFrozenAsync();
        var began = Stopwatch.GetTimestamp();

        Assert.Equal(0, await sidecar.StopAsync());

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, KilledAfter);
        await using var again = await SidecarProcess.StartAsync(_place);
        follower.Thaw();
        await follower.WaitForAsync(1);
        Assert.NotEqual(StatusCode.OK, follower.Endings[0].StatusCode);
        Assert.Empty(follower.Violations);
    }

    private static async Task ReadToEndAsync(AsyncServerStreamingCall<SidecarStatus> call)
    {
        while (await call.ResponseStream.MoveNext(default))
        {
            // The subscribers came, and went.
        }
    }
}
