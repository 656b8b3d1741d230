using System.Collections.Concurrent;
using EndToEnd.Tests.Support;
using Testing;
using Testing.Postgres;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Fleet;

/// <summary>Releases go on while sidecars are killed, sessions are ended and the server dies.</summary>
public sealed class DisturbanceTests(ITestOutputHelper output)
{
    [PostgresFact]
    public Task Fleet_DisturbedAFewTimes_KeepsItsPromises() => DisturbAsync(pods: 3, rounds: 4, perRound: 3, Random.Shared.Next());

    [PostgresFact]
    [Trait("Category", "Long")]
    public Task Fleet_DisturbedManyTimes_KeepsItsPromises() => DisturbAsync(pods: 10, rounds: 40, perRound: 50, Random.Shared.Next());

    // Of the releases of a round two are published at a time, each by any sidecar.
    private async Task DisturbAsync(int pods, int rounds, int perRound, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var cluster = await PostgresCluster.StartAsync();
        await using var fleet = new SidecarFleet(pods, cluster.ConnectionString());
        await fleet.StartAllAsync();
        var acknowledged = new ConcurrentDictionary<ulong, string>();
        for (var round = 1; round <= rounds; round++)
        {
            var choices = Enumerable.Range(1, perRound).Select(number => (Pod: random.Next(pods), Mark: $"{number} of {round}")).ToArray();
            var publishing = Parallel.ForEachAsync(choices, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (choice, _) =>
            {
                var published = await fleet.PublishAsync(choice.Pod, choice.Mark);
                Assert.True(published.Unchanged || acknowledged.TryAdd(published.Position.Generation, published.SnapshotId), $"{published}");
            });
            // The first rounds see each kind of disturbance.
            await DisturbAsync(fleet, cluster, round <= 4 ? round - 1 : random.Next(4), random);
            await publishing;
        }

        var last = await fleet.PublishAsync(random.Next(pods), "the last");
        var received = await Task.WhenAll(fleet.Followers.Select(follower => follower.WaitForAsync(last.Position.Generation)));

        Assert.All(received, release => Assert.Equal(["the last"], release.Marks));
        var releases = await fleet.Administrators[0].HistoryAsync();
        var history = releases.ToDictionary(release => (long)release.Position.Generation, release => release.SnapshotId);
        Assert.All(acknowledged, known => Assert.Equal(known.Value, history[(long)known.Key]));
        foreach (var follower in fleet.Followers)
        {
            Assert.Empty(follower.Violations);
            Assert.Empty(new WatchPromises(history).Check(follower.Seen));
            output.WriteLine($"{follower.Name} received {follower.Received.Count} of {history.Count} releases");
        }

        Assert.Empty((await fleet.Administrators[0].VerifyAsync()).Damages);
    }

    private static async Task DisturbAsync(SidecarFleet fleet, PostgresCluster cluster, int kind, Random random)
    {
        switch (kind)
        {
            case 0:
                var victim = random.Next(fleet.Count);
                await fleet.KillAsync(victim);
                await fleet.StartAsync(victim);
                break;
            case 1:
                await cluster.ExecuteAsync(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'schema-claims-sidecar'");
                break;
            case 2:
                await cluster.CrashAsync();
                await cluster.StartAgainAsync();
                break;
            default:
                await cluster.StopAsync();
                await Task.WhenAll(
                    Enumerable.Range(0, fleet.Count).Select(pod => fleet.WaitForAsync(pod, status => !status.Store.Connected)));
                await cluster.StartAgainAsync();
                break;
        }
    }
}
