using EndToEnd.Tests.Support;
using Testing;
using Testing.Postgres;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Fleet;

/// <summary>Releases go on while sidecars are killed, sessions are ended and the server dies.</summary>
public sealed class DisturbanceTests(ITestOutputHelper output)
{
    [PostgresFact]
    public Task Fleet_DisturbedAFewTimes_LosesNothingAndMixesNothing() => DisturbAsync(pods: 3, rounds: 4, Random.Shared.Next());

    [PostgresFact]
    [Trait("Category", "Long")]
    public Task Fleet_DisturbedManyTimes_LosesNothingAndMixesNothing() => DisturbAsync(pods: 10, rounds: 30, Random.Shared.Next());

    private async Task DisturbAsync(int pods, int rounds, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var cluster = await PostgresCluster.StartAsync();
        await using var fleet = new SidecarFleet(pods, cluster.ConnectionString());
        await fleet.StartAllAsync();
        var acknowledged = new Dictionary<ulong, string>();
        for (var round = 1; round <= rounds; round++)
        {
            var publishing = fleet.PublishAsync(random.Next(pods), $"disturbed {round}");
            // The first rounds see each kind of disturbance.
            await DisturbAsync(fleet, cluster, round <= 4 ? round - 1 : random.Next(4), random);
            var published = await publishing;
            Assert.True(
                acknowledged.TryAdd(published.Position.Generation, published.SnapshotId) || published.Unchanged,
                $"round {round}: {published}");
        }

        var last = await fleet.PublishAsync(random.Next(pods), "the last");
        var received = await Task.WhenAll(fleet.Followers.Select(follower => follower.WaitForAsync(last.Position.Generation)));

        Assert.All(received, release => Assert.Equal(["the last"], release.Marks));
        var releases = await fleet.Administrators[0].HistoryAsync();
        var history = releases.ToDictionary(release => release.Position.Generation, release => release.SnapshotId);
        Assert.All(acknowledged, known => Assert.Equal(known.Value, history[known.Key]));
        foreach (var follower in fleet.Followers)
        {
            Assert.Empty(follower.Violations);
            Assert.All(
                follower.Received, release => Assert.Equal(history[(ulong)release.Generation], release.Manifest.SnapshotId.ToString()));
            Assert.All(follower.Received, release => Assert.Single(release.Marks));
            var generations = follower.Received.Select(release => release.Generation).ToArray();
            Assert.Equal(generations.Distinct().Order(), generations);
            output.WriteLine($"{follower.Name} received {generations.Length} of {history.Count} releases");
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
