using System.Diagnostics;
using Npgsql;
using Testing.Postgres;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Fleet;

/// <summary>The network swallows what a sidecar and the server say to each other, and no socket says so.</summary>
public sealed class DeadSocketTests(ITestOutputHelper output)
{
    [PostgresFact]
    public Task Follower_BehindADeadSocketWithAShortHeartbeat_MissesNothing() => SwallowAsync(new Dictionary<string, string>
    {
        ["SCHEMACLAIMS_Fleet__HeartbeatInterval"] = "00:00:00.500",
        ["SCHEMACLAIMS_Fleet__HeartbeatTimeout"] = "00:00:01",
    });

    [PostgresFact]
    [Trait("Category", "Long")]
    public Task Follower_BehindADeadSocketWithTheDefaults_MissesNothing() => SwallowAsync([]);

    private async Task SwallowAsync(Dictionary<string, string> variables)
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var proxy = new SwallowingProxy(database.Cluster.Port);
        // No poll comes to its help.
        variables["SCHEMACLAIMS_Fleet__PollInterval"] = "00:05:00";
        await using var fleet = new SidecarFleet(2, database.ConnectionString) { Variables = variables };
        fleet.Redirect(1, new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = proxy.Port }.ConnectionString);
        await fleet.StartAllAsync();
        await fleet.WaitForAsync(1, status => status.Store.Listening);
        await fleet.Followers[1].WaitForAsync((await fleet.PublishAsync(0, "first")).Position.Generation);

        var endings = fleet.Followers[1].Endings.Count;
        proxy.Swallow();
        var watch = Stopwatch.StartNew();
        var second = await fleet.PublishAsync(0, "second");
        await fleet.LogOf(1).WaitForAsync("The session that listens for news was lost");
        output.WriteLine($"noticed after {watch.Elapsed}");
        var received = await fleet.Followers[1].WaitForAsync(second.Position.Generation);

        output.WriteLine($"followed after {watch.Elapsed}");
        Assert.Equal(["second"], received.Marks);
        Assert.Equal(endings, fleet.Followers[1].Endings.Count);
    }
}
