using System.Diagnostics;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Distribution;

/// <summary>
/// A subscriber in another language, written from the protocol alone, beside one with the client: the sidecar is killed and stopped under
/// both of them, and they agree on every release.
/// </summary>
public sealed class OtherLanguageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public Task PythonSubscriber_ThroughAFewKillsAndRestarts_AgreesWithTheClient() => FollowAsync(rounds: 4, seed: Random.Shared.Next());

    [PythonFact]
    [Trait("Category", "Long")]
    public Task PythonSubscriber_ThroughManyKillsAndRestarts_AgreesWithTheClient() => FollowAsync(rounds: 40, seed: Random.Shared.Next());

    [PythonFact]
    public async Task PythonSubscriber_ThatHasApplied_TellsTheSidecar()
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place);
        var published = await PublishAsync(place, "the first");

        (await RunAsync(place.DmsSocket, until: 1)).Ended(0);

        var told = await SubscriberAsync(place);
        Assert.Equal((published.Position, published.Position), (told.Running, told.Reported));
        Assert.Equal("", told.Code);
    }

    [PythonFact]
    public async Task PythonSubscriber_OfTheNextRelease_IsSentWhatItLacks()
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place);
        var python = Python.Start("subscriber.py", "--proto", Path.Combine(AppContext.BaseDirectory, "proto"), "--target", $"unix:{place.DmsSocket}");
        try
        {
            var lines = new LineLog(python.StandardOutput);
            await AppliedAsync(lines, (await PublishAsync(place, "the first")).Position.Generation);
            await AppliedAsync(lines, (await PublishAsync(place, "the second")).Position.Generation);

            var counts = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Select(line => (Came: (int)line["came"]!, Reused: (int)line["reused"]!)).ToArray();
            Assert.Equal(0, counts[0].Reused);
            Assert.InRange(counts[1].Reused, 1, counts[0].Came - 1);
            Assert.Equal(counts[0].Came, counts[1].Came + counts[1].Reused);
        }
        finally
        {
            await ChildProcess.EndAsync(python);
        }
    }

    [PythonFact]
    public Task PythonSubscriber_GivenOtherBytes_AppliesNothingAndTellsWhy() => RefuseAsync(Lies.OtherBytes, "PART_DAMAGED");

    [PythonFact]
    public Task PythonSubscriber_NotGivenAPart_AppliesNothingAndTellsWhy() => RefuseAsync(Lies.MissingPart, "PART_MISSING");

    [PythonFact]
    public Task PythonSubscriber_GivenAnotherManifest_AppliesNothingAndTellsWhy() => RefuseAsync(Lies.OtherManifest, "MANIFEST_INVALID");

    [PythonFact]
    public Task PythonSubscriber_GivenAReleaseAgain_AppliesItOnceAndTellsWhy() =>
        RefuseAsync(Lies.Again(), "GENERATION_WENT_BACKWARDS", applied: 1);

    [PythonFact]
    public Task PythonSubscriber_GivenAnotherHistory_DoesNotFollowItAndTellsWhy() =>
        RefuseAsync(Lies.OtherEpoch(), "EPOCH_CHANGED", applied: 1);

    private async Task RefuseAsync(Lie lie, string code, int applied = 0)
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place);
        await PublishAsync(place, "the truth");
        await using var liar = await LyingSidecar.StartAsync(_folder["liar.sock"], place.DmsSocket, lie);

        var run = (await RunAsync(_folder["liar.sock"], until: 2)).Ended(1);

        Assert.Equal(applied, run.Output.Count(character => character == '\n'));
        Assert.StartsWith(code, run.Error, StringComparison.Ordinal);
        Assert.Equal(code, (await SubscriberAsync(place)).Code);
    }

    private static Task<ProgramRun> RunAsync(string socket, int until) => Python.RunAsync(
        "subscriber.py", "--proto", Path.Combine(AppContext.BaseDirectory, "proto"), "--target", $"unix:{socket}", "--until", $"{until}");

    private static async Task<Subscriber> SubscriberAsync(Place place)
    {
        using var administrator = new Administrator(place.AdminSocket);
        return Assert.Single((await administrator.Client.ListSubscribersAsync(new())).Subscribers);
    }

    private async Task FollowAsync(int rounds, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var place = Place.In(_folder.Path);
        await using var client = await ClientHost.StartAsync(place.DmsSocket);
        using var watch = new CancellationTokenSource();
        var clientSaw = new Dictionary<ulong, string>();
        var watching = WatchAsync(client, clientSaw, watch.Token);
        var python = Python.Start("subscriber.py", "--proto", Path.Combine(AppContext.BaseDirectory, "proto"), "--target", $"unix:{place.DmsSocket}");
        try
        {
            var lines = new LineLog(python.StandardOutput);
            for (var round = 1; round <= rounds; round++)
                await DisturbAsync(place, lines, round, random);

            await using var last = await SidecarProcess.StartAsync(place);
            var generation = (await PublishAsync(place, "the last")).Position.Generation;
            await AppliedAsync(lines, generation);
            await Eventually.IsTrueAsync(
                () => client.Snapshots.TryGetCurrent(out var current) && current.Release.Position.Generation == (long)generation);
            await watch.CancelAsync();
            await watching;

            var truth = await HistoryAsync(place);
            var pythonSaw = Read(lines);
            output.WriteLine($"{truth.Count} releases; Python applied {pythonSaw.Count} of them, the client {clientSaw.Count}");
            Assert.Equal(pythonSaw.Keys.Order(), pythonSaw.Keys);
            Assert.All(pythonSaw, seen => Assert.Equal(truth[seen.Key], seen.Value));
            Assert.All(clientSaw, seen => Assert.Equal(truth[seen.Key], seen.Value));
            Assert.Equal(client.Snapshots.Current.Release.SnapshotId, pythonSaw[generation]);
        }
        finally
        {
            await ChildProcess.EndAsync(python);
        }
    }

    // Publishes in peace, then once more while the sidecar is killed or asked to stop.
    private static async Task DisturbAsync(Place place, LineLog lines, int round, Random random)
    {
        await using var sidecar = await SidecarProcess.StartAsync(place);
        await AppliedAsync(lines, (await PublishAsync(place, $"undisturbed {round}")).Position.Generation);
        var publishing = PublishAsync(place, $"disturbed {round}");
        var after = TimeSpan.FromMilliseconds(random.Next(40));
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < after;)
            Thread.SpinWait(100);
        if (random.Next(2) == 0)
            await sidecar.KillAsync();
        else
            await sidecar.StopAsync();
        try
        {
            await publishing;
        }
        catch (RpcException)
        {
            // Not acknowledged: it may be there or not.
        }
    }

    private static Task AppliedAsync(LineLog lines, ulong generation) => lines.WaitForAsync($"\"generation\": {generation},");

    private static async Task<Published> PublishAsync(Place place, string mark)
    {
        using var administrator = new Administrator(place.AdminSocket);
        return await administrator.PublishAsync(Samples.Marked(mark));
    }

    private static async Task<Dictionary<ulong, string>> HistoryAsync(Place place)
    {
        using var administrator = new Administrator(place.AdminSocket);
        return (await administrator.HistoryAsync()).ToDictionary(release => release.Position.Generation, release => release.SnapshotId);
    }

    private static async Task WatchAsync(ClientHost client, Dictionary<ulong, string> saw, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var snapshot in client.Snapshots.ReadAllAsync(cancellationToken))
                saw[(ulong)snapshot.Release.Position.Generation] = snapshot.Release.SnapshotId;
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }

    private static Dictionary<ulong, string> Read(LineLog lines) =>
        lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(line => (ulong)line["generation"]!, line => (string)line["snapshot"]!);
}
