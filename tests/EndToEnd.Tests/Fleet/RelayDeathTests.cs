using EndToEnd.Tests.Support;
using SchemaClaims.V1;
using Testing;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Fleet;

/// <summary>Releases go on through two relays while each of them, and the hub, is killed.</summary>
public sealed class RelayDeathTests(ITestOutputHelper output)
{
    [Fact]
    public Task Relays_EachKilledOnce_LoseNothingAndMixNothing() => DisturbAsync(rounds: 6, Random.Shared.Next());

    [Fact]
    [Trait("Category", "Long")]
    public Task Relays_KilledManyTimes_LoseNothingAndMixNothing() => DisturbAsync(rounds: 60, Random.Shared.Next());

    [Fact]
    public async Task Relay_OfTwoUpstreams_GoesOnWithTheOtherWhenOneDies()
    {
        await using var chain = new RelayChain();
        var first = chain.AddRelay([0]);
        var second = chain.AddRelay([first, 0]);
        await chain.StartAllAsync();
        var follower = chain.Follow(second, "dms");
        await chain.PublishAsync("first");
        await follower.WaitForAsync(1);

        await chain.KillAsync(first);
        await chain.PublishAsync("second");

        Assert.Equal(["second"], (await follower.WaitForAsync(2)).Marks);
        var status = await chain.AdministratorOf(second).WaitForStatusAsync(status => status.Relay.Connected);
        Assert.Equal(["hub", "relay-2"], status.Relay.Path);
        Assert.Empty(follower.Endings);
    }

    [Fact]
    public async Task Relays_RestartedWithTheHubAway_ServeTheirCopiesAndSayHowOldTheyAre()
    {
        await using var chain = new RelayChain();
        var first = chain.AddRelay([0]);
        var second = chain.AddRelay([first]);
        await chain.StartAllAsync();
        var follower = chain.Follow(second, "dms");
        await chain.PublishAsync("first");
        await follower.WaitForAsync(1);
        for (var sidecar = 0; sidecar < chain.Count; sidecar++)
            await chain.KillAsync(sidecar);

        await chain.StartAsync(second);
        await using var client = await ClientHost.StartAsync(chain.PlaceOf(second).DmsSocket);

        await Eventually.IsTrueAsync(() => client.Snapshots.Status is { Running.Generation: 1, HeartbeatAge: not null });
        var age = client.Snapshots.Status.HeartbeatAge;
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge > age + TimeSpan.FromSeconds(6));
        var status = (await chain.RunAsync(second, "status")).Ended(0);
        Assert.Matches("(?m)^ALARM: no upstream is followed for .*, current as of .* ago: unix://.*dms.sock: ", status.Output);
    }

    private async Task DisturbAsync(int rounds, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var chain = new RelayChain();
        var first = chain.AddRelay([0]);
        var second = chain.AddRelay([first]);
        await chain.StartAllAsync();
        for (var sidecar = 0; sidecar < chain.Count; sidecar++)
        {
            chain.Follow(sidecar, $"dms-a-{sidecar}");
            chain.Follow(sidecar, $"dms-b-{sidecar}");
        }

        await using var client = await ClientHost.StartAsync(chain.PlaceOf(second).DmsSocket, options => options.Subscriber = "dms-client");
        var acknowledged = new Dictionary<ulong, string>();
        for (var round = 1; round <= rounds; round++)
        {
            // The first rounds see the death of each.
            var victim = round <= chain.Count ? chain.Count - round : random.Next(chain.Count);
            var before = victim == 0 ? await chain.PublishAsync($"before {round}") : null;
            var publishing = victim == 0 ? null : chain.PublishAsync($"during {round}");
            await chain.KillAsync(victim);
            var published = publishing is null ? before! : await publishing;
            await chain.StartAsync(victim);
            acknowledged.Add(published.Position.Generation, published.SnapshotId);
        }

        var last = await chain.PublishAsync("the last");
        await CheckAsync(chain, acknowledged, last);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.Running?.Generation == (long)last.Position.Generation);
        await CheckReportsAsync(chain, last);
    }

    private async Task CheckAsync(RelayChain chain, Dictionary<ulong, string> acknowledged, Published last)
    {
        var received = await Task.WhenAll(chain.Followers.Select(follower => follower.WaitForAsync(last.Position.Generation)));
        Assert.All(received, release => Assert.Equal(["the last"], release.Marks));
        var releases = await chain.Hub.HistoryAsync();
        var history = releases.ToDictionary(release => (long)release.Position.Generation, release => release.SnapshotId);
        Assert.All(acknowledged, known => Assert.Equal(known.Value, history[(long)known.Key]));
        foreach (var follower in chain.Followers)
        {
            Assert.Empty(follower.Violations);
            Assert.Empty(new WatchPromises(history).Check(follower.Seen));
            output.WriteLine($"{follower.Name} received {follower.Received.Count} of {history.Count} releases");
        }
    }

    // The hub sees every DMS, wherever it is connected.
    private static async Task CheckReportsAsync(RelayChain chain, Published last)
    {
        string[] names = [.. chain.Followers.Select(follower => follower.Name), "dms-client"];
        var status = await chain.Hub.WaitForStatusAsync(status => names.All(name => status.Subscribers.Any(subscriber =>
            subscriber.Name == name && subscriber.State == Subscriber.Types.State.Synced
            && subscriber.Running.Equals(last.Position))));
        Assert.Equal(["relay-1", "relay-2"], status.Subscribers.Single(subscriber => subscriber.Name == "dms-client").Via);
        var answers = await chain.Hub.Client.ReadReleaseAsync(new ReadReleaseRequest { Generation = last.Position.Generation });
        Assert.Equal(names.Order(StringComparer.Ordinal), answers.Answers.Select(answer => answer.Subscriber));
        Assert.All(answers.Answers, answer => Assert.Equal(ReportRequest.Types.Outcome.Applied, answer.Outcome));
    }
}
