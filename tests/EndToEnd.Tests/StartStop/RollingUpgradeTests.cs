using EndToEnd.Tests.Support;
using Testing;
using Xunit.Abstractions;

namespace EndToEnd.Tests.StartStop;

/// <summary>The sidecar of an application under load is replaced by the next on the same store and sockets, while releases go on.</summary>
public sealed class RollingUpgradeTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Sidecar_ReplacedAFewTimesUnderLoad_LosesNoReleaseAndFailsNoRequest() => ReplaceAsync(times: 4);

    [Fact]
    [Trait("Category", "Long")]
    public Task Sidecar_ReplacedManyTimesUnderLoad_LosesNoReleaseAndFailsNoRequest() => ReplaceAsync(times: 40);

    private async Task ReplaceAsync(int times)
    {
        var place = Place.In(_folder.Path);
        using var administrator = new Administrator(place.AdminSocket);
        var sidecar = await SidecarProcess.StartAsync(place);
        try
        {
            await administrator.PublishAsync(Samples.Marked("release 0"));
            await using var follower = new Follower(place.DmsSocket);
            await using var client = await ClientHost.StartAsync(place.DmsSocket);
            await client.Snapshots.WaitForFirstAsync();
            await using var application = new Application(client.Snapshots);
            await using var train = new ReleaseTrain(administrator);
            for (var time = 0; time < times; time++)
            {
                await train.WaitForAsync(more: 1);
                Assert.Equal(0, await sidecar.StopAsync());
                await application.WaitForAsync(more: 1);
                await sidecar.DisposeAsync();
                sidecar = await SidecarProcess.StartAsync(place);
            }

            await train.WaitForAsync(more: 1);
            await train.EndAsync();
            await CheckAsync(administrator, train, client, follower);
            Assert.Empty(await application.EndAsync());
            output.WriteLine($"{train.Acknowledged.Count} releases, {train.Refused} refused; {application.Answered} requests");
        }
        finally
        {
            await sidecar.DisposeAsync();
        }
    }

    private static async Task CheckAsync(Administrator administrator, ReleaseTrain train, ClientHost client, Follower follower)
    {
        var history = (await administrator.HistoryAsync()).ToDictionary(release => release.Position.Generation, release => release.SnapshotId);
        Assert.All(train.Acknowledged, known => Assert.Equal(known.Value, history[known.Key]));
        var latest = history.Keys.Max();
        var received = await follower.WaitForAsync(latest);
        Assert.Equal(history[latest], received.Manifest.SnapshotId.ToString());
        Assert.Empty(follower.Violations);
        Assert.All(follower.Received, release => Assert.Single(release.Marks));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var snapshot in client.Snapshots.ReadAllAsync(patience.Token))
        {
            if (snapshot.Release.SnapshotId.ToString() == history[latest])
                break;
        }

        Assert.Empty((await administrator.VerifyAsync()).Damages);
    }
}
