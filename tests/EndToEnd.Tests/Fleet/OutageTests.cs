using EndToEnd.Tests.Support;
using Grpc.Core;
using Testing.Postgres;

namespace EndToEnd.Tests.Fleet;

/// <summary>PostgreSQL is away.</summary>
public class OutageTests
{
    [PostgresFact]
    public async Task Fleet_RestartedWithoutTheStore_ServesItsCopiesTakesNothingAndCatchesUp()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var fleet = new SidecarFleet(3, cluster.ConnectionString());
        await fleet.StartAllAsync();
        var first = await fleet.PublishAsync(0, "first");
        await Task.WhenAll(fleet.Followers.Select(follower => follower.WaitForAsync(first.Position.Generation)));
        await cluster.StopAsync();
        for (var pod = 0; pod < fleet.Count; pod++)
            await fleet.KillAsync(pod);

        await fleet.StartAllAsync();
        await using var late = new Follower(fleet.PlaceOf(2).DmsSocket, "late");
        Assert.Equal(["first"], (await late.WaitForAsync(first.Position.Generation)).Marks);
        var status = await fleet.WaitForAsync(2, status => status.Store.Failure.Length > 0);
        Assert.False(status.Store.Connected);
        var refused = await Assert.ThrowsAsync<RpcException>(() => fleet.Administrators[1].PublishAsync(Samples.Marked("refused")));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        var history = (await Tool.RunAsync(fleet.PlaceOf(1).Variables, "history")).Ended(3);
        Assert.Contains("Check that PostgreSQL runs", history.Error, StringComparison.Ordinal);

        await cluster.StartAgainAsync();
        var second = await fleet.PublishAsync(1, "second");
        await Task.WhenAll(fleet.Followers.Append(late).Select(follower => follower.WaitForAsync(second.Position.Generation)));

        Assert.Equal(2u, second.Position.Generation);
        Assert.All(fleet.Followers.Append(late), follower => Assert.Equal(["second"], follower.Received[^1].Marks));
        Assert.All(fleet.Followers.Append(late), follower => Assert.Empty(follower.Violations));
    }
}
