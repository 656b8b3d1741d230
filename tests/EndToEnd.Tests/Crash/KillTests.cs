using System.Diagnostics;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Crash;

/// <summary>The sidecar is killed in the middle of uploads, again and again, while a subscriber follows it.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    // Long enough for a transfer to take several messages.
    private const int Padding = 1_500_000;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<ulong, string> _known = [];
    private int _acknowledged;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Sidecar_KilledDuringAFewUploads_LosesNothingAndMixesNothing() => KillAsync(uploads: 5, seed: Random.Shared.Next());

    [Fact]
    [Trait("Category", "Long")]
    public Task Sidecar_KilledDuringManyUploads_LosesNothingAndMixesNothing() => KillAsync(uploads: 50, seed: Random.Shared.Next());

    private async Task KillAsync(int uploads, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var place = Place.In(_folder.Path);
        await using var follower = new Follower(place.DmsSocket);
        for (var upload = 1; upload <= uploads; upload++)
        {
            await using var sidecar = await SidecarProcess.StartAsync(place);
            await CheckAsync(place, follower, $"seed {seed}, before upload {upload}");
            await UploadAsync(place, upload);
            await UploadAndKillAsync(sidecar, upload, random);
        }

        await using var last = await SidecarProcess.StartAsync(place);
        await CheckAsync(place, follower, $"seed {seed}, at the end");
        output.WriteLine($"{_known.Count} releases, of which {_known.Count - _acknowledged} were not acknowledged");
        Assert.All(follower.Received, release => Assert.Equal(_known[(ulong)release.Generation], release.Manifest.SnapshotId.ToString()));
        Assert.All(follower.Received, release => Assert.Single(release.Marks));
        var generations = follower.Received.Select(release => release.Generation).ToArray();
        Assert.Equal(generations.Distinct().Order(), generations);
    }

    // One that is not disturbed, which also makes the sidecar as quick as it will be: then a kill meets every step of the next.
    private async Task UploadAsync(Place place, int upload)
    {
        using var administrator = new Administrator(place.AdminSocket);
        Note(await administrator.PublishAsync(Samples.Marked($"undisturbed {upload}", Padding)));
    }

    // The moment: as the document is sent, compiled or published, or just after it was acknowledged.
    private async Task UploadAndKillAsync(SidecarProcess sidecar, int upload, Random random)
    {
        var stage = random.Next(4) switch { 0 => "send", 1 => "compile", 2 => "publish", _ => "done" };
        var after = TimeSpan.FromMilliseconds(30 * random.NextDouble());
        var killed = Task.CompletedTask;
        using var administrator = new Administrator(sidecar.Place.AdminSocket);
        try
        {
            var publishing = administrator.PublishAsync(Samples.Marked($"disturbed {upload}", Padding), progress =>
            {
                if (progress.Stage?.Name == stage)
                    killed = KillAsync(sidecar, after);
            });
            if (stage == "send")
                killed = KillAsync(sidecar, after);
            Note(await publishing);
        }
        catch (RpcException)
        {
            // Not acknowledged: it may be there or not.
        }

        await killed;
        await sidecar.KillAsync();
    }

    private static async Task KillAsync(SidecarProcess sidecar, TimeSpan after)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < after;)
            Thread.SpinWait(100);
        await sidecar.KillAsync();
    }

    private async Task CheckAsync(Place place, Follower follower, string when)
    {
        using var administrator = new Administrator(place.AdminSocket);
        var history = await administrator.HistoryAsync();
        var releases = history.ToDictionary(release => release.Position.Generation, release => release.SnapshotId);

        Assert.All(_known, known => Assert.True(
            releases.TryGetValue(known.Key, out var snapshot) && snapshot == known.Value, $"{when}: release {known.Key} is not there"));
        // The last upload may have become durable without having been acknowledged. What has been seen once must stay, too.
        Assert.True(releases.Count - _known.Count is 0 or 1, $"{when}: {_known.Count} releases are known, {releases.Count} are there");
        if (releases.Count > _known.Count)
            _known.Add((ulong)releases.Count, releases[(ulong)releases.Count]);
        Assert.True((await administrator.VerifyAsync()).Damages is [], when);
        if (releases.Count > 0)
            await follower.WaitForAsync((ulong)releases.Count);
        Assert.True(follower.Violations is [], $"{when}: {follower}");
    }

    private void Note(Published acknowledged)
    {
        _acknowledged++;
        _known.Add(acknowledged.Position.Generation, acknowledged.SnapshotId);
    }
}
