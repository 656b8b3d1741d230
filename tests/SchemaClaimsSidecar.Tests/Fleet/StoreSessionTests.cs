using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Fleet;

/// <summary>The session that hears of news and holds the turn to refresh claims. Nobody polls here.</summary>
public class StoreSessionTests
{
    [PostgresFact]
    public async Task Session_AnotherPublishes_HearsIt()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        using var session = await StartAsync(other, fleet.Database.ConnectionString);
        var news = other.Follower.News.Next;

        await one.PublishAsync("first");

        await news.WaitAsync(TimeSpan.FromSeconds(30));
        await session.StopAsync(default);
    }

    [PostgresFact]
    public async Task Session_BackendTerminated_ListensAgainAndLooksForWhatItMissed()
    {
        await using var fleet = await FleetRig.StartAsync();
        var pod = await fleet.JoinAsync("one");
        using var session = await StartAsync(pod, fleet.Database.ConnectionString);
        for (var round = 0; round < 3; round++)
        {
            var (lost, news) = (pod.Standing.Changed.Next, pod.Follower.News.Next);
            await fleet.Database.TerminateConnectionsAsync();
            await lost.WaitAsync(TimeSpan.FromSeconds(30));
            await news.WaitAsync(TimeSpan.FromSeconds(30));
            await Eventually.IsTrueAsync(() => pod.Standing.Current is { IsListening: true, RefreshesClaims: true });
        }

        await session.StopAsync(default);
    }

    [PostgresFact]
    public async Task Session_SocketDeadWithoutASign_IsNoticedAndMadeAnew()
    {
        await using var fleet = await FleetRig.StartAsync();
        await using var proxy = new SwallowingProxy(fleet.Database.Cluster.Port);
        var through = new NpgsqlConnectionStringBuilder(fleet.Database.ConnectionString) { Port = proxy.Port }.ConnectionString;
        var pod = await fleet.JoinAsync("one");
        using var session = await StartAsync(pod, through);
        var (connections, lost, news) = (proxy.Accepted, pod.Standing.Changed.Next, pod.Follower.News.Next);

        proxy.Swallow();

        await lost.WaitAsync(TimeSpan.FromSeconds(30));
        await news.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.IsTrueAsync(() => pod.Standing.Current.IsListening && proxy.Accepted > connections);
        await session.StopAsync(default);
    }

    [PostgresFact]
    public async Task Session_ServerRestarted_ListensAgain()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var fleet = await FleetRig.StartAsync();
        var pod = fleet.Join("one", cluster.ConnectionString());
        await pod.CatchUpAsync();
        using var session = await StartAsync(pod, cluster.ConnectionString());

        await cluster.CrashAsync();
        await Eventually.IsTrueAsync(() => !pod.Standing.Current.IsListening);
        await cluster.StartAgainAsync();

        await Eventually.IsTrueAsync(() => pod.Standing.Current.IsListening);
        await session.StopAsync(default);
    }

    [PostgresFact]
    public async Task Turn_OfSeveral_IsOfOneAndPassesOnWhenItEnds()
    {
        await using var fleet = await FleetRig.StartAsync();
        var pods = new[] { await fleet.JoinAsync("one"), await fleet.JoinAsync("two"), await fleet.JoinAsync("three") };
        var sessions = new List<StoreSession>();
        foreach (var pod in pods)
            sessions.Add(await StartAsync(pod, fleet.Database.ConnectionString));
        await Eventually.IsTrueAsync(() => pods.Count(pod => pod.Turn.IsHeld) == 1);
        var first = Array.FindIndex(pods, pod => pod.Turn.IsHeld);
        var waiting = pods.Where((_, i) => i != first).Select(pod => pod.Turn.WaitForTurnAsync(default)).ToArray();

        await sessions[first].StopAsync(default);

        await (await Task.WhenAny(waiting)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(pods[first].Turn.IsHeld);
        Assert.Single(pods, pod => pod.Turn.IsHeld);
        foreach (var session in sessions)
        {
            await session.StopAsync(default);
            session.Dispose();
        }
    }

    [PostgresFact]
    public async Task Turn_OfOneThatVanished_PassesOnBecauseTheServerEndsItsSession()
    {
        await using var fleet = await FleetRig.StartAsync();
        await using var proxy = new SwallowingProxy(fleet.Database.Cluster.Port);
        var through = new NpgsqlConnectionStringBuilder(fleet.Database.ConnectionString) { Port = proxy.Port }.ConnectionString;
        var (vanished, other) = (await fleet.JoinAsync("vanished"), await fleet.JoinAsync("other"));
        using var dead = await StartAsync(vanished, through);
        await Eventually.IsTrueAsync(() => vanished.Turn.IsHeld);
        using var session = await StartAsync(other, fleet.Database.ConnectionString);
        Assert.False(other.Turn.IsHeld);

        proxy.Vanish();

        await other.Turn.WaitForTurnAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
        await session.StopAsync(default);
        await dead.StopAsync(default);
    }

    private static async Task<StoreSession> StartAsync(Pod pod, string connectionString)
    {
        var options = new FleetOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(200), HeartbeatTimeout = TimeSpan.FromSeconds(1) };
        var session = new StoreSession(
            pod.Store, pod.Follower, pod.Standing, pod.Turn, new PostgresStoreOptions { ConnectionString = connectionString },
            Options.Create(options), TimeProvider.System, NullLogger<StoreSession>.Instance);
        await session.StartAsync(default);
        await Eventually.IsTrueAsync(() => pod.Standing.Current.IsListening);
        return session;
    }
}
