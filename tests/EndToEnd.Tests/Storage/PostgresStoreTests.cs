using EndToEnd.Tests.Support;
using Grpc.Core;
using Testing;
using Testing.Postgres;

namespace EndToEnd.Tests.Storage;

/// <summary>Sidecars that keep their releases in PostgreSQL.</summary>
public sealed class PostgresStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task Sidecar_Killed_ServesTheLastReleaseAgainAndSoDoesAnother()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        var first = PlaceOf("first");
        using var administrator = new Administrator(first.AdminSocket);
        var published = await PublishAndKillAsync(first, database.ConnectionString, administrator);

        await using var again = await SidecarProcess.StartAsync(first, VariablesOf(database.ConnectionString));
        await using var another = await SidecarProcess.StartAsync(PlaceOf("another"), VariablesOf(database.ConnectionString));

        Assert.Equal(published, Assert.Single(await administrator.HistoryAsync()).SnapshotId);
        Assert.Empty((await administrator.VerifyAsync()).Damages);
        await again.Log.WaitForAsync("Serving release 1 ");
        await another.Log.WaitForAsync("Release 1 ");
    }

    [PostgresFact]
    public async Task Upload_WhileTheServerIsAway_IsRefusedAndThenTaken()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var place = PlaceOf("only");
        await using var sidecar = await SidecarProcess.StartAsync(place, VariablesOf(cluster.ConnectionString()));
        using var administrator = new Administrator(place.AdminSocket);
        await cluster.StopAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(() => administrator.PublishAsync(Samples.Marked("refused")));

        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        Assert.Contains("Check that PostgreSQL runs", refused.Status.Detail, StringComparison.Ordinal);
        await cluster.StartAgainAsync();
        Assert.Equal(1u, (await administrator.PublishAsync(Samples.Marked("taken"))).Position.Generation);
    }

    [Fact]
    public async Task Serve_WithoutTheServer_SaysWhyAndShowsNoPassword()
    {
        var place = PlaceOf("only");
        await using var sidecar = await SidecarProcess.StartAsync(
            place, VariablesOf("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=secret"));
        await sidecar.Log.WaitForAsync("The store is away");

        var status = (await Tool.RunAsync(place.Variables, "status")).Ended(0);

        Assert.Contains("ALARM: the store 127.0.0.1:1/d is away", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", status.Output + status.Error + sidecar.Log, StringComparison.Ordinal);
    }

    private static async Task<string> PublishAndKillAsync(Place place, string connectionString, Administrator administrator)
    {
        await using var sidecar = await SidecarProcess.StartAsync(place, VariablesOf(connectionString));
        var published = await administrator.PublishAsync(Samples.Marked("first"));
        await sidecar.KillAsync();
        return published.SnapshotId;
    }

    private static Dictionary<string, string> VariablesOf(string connectionString) => new()
    {
        ["SCHEMACLAIMS_Store__Kind"] = "Postgres",
        ["SCHEMACLAIMS_Store__Postgres__ConnectionString"] = connectionString,
    };

    private Place PlaceOf(string name) => Place.In(Directory.CreateDirectory(_folder[name]).FullName);
}
