using EndToEnd.Tests.Support;
using Grpc.Core;
using Grpc.Health.V1;
using Testing;
using Testing.Postgres;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace EndToEnd.Tests.Fleet;

/// <summary>An old backup is put in the place of the store while sidecars serve.</summary>
public class RestoredStoreTests
{
    private const int Pods = 3;

    private static readonly Dictionary<string, string> Variables = new() { ["SCHEMACLAIMS_Fleet__PollInterval"] = "00:00:01" };

    [PostgresFact]
    public async Task Store_RestoredUnderRunningSidecars_IsAlarmedNotFollowedAndThenAccepted()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var fleet = new SidecarFleet(Pods, database.ConnectionString) { Variables = Variables };
        await fleet.StartAllAsync();
        await fleet.PublishAsync(0, "first");
        var backup = await database.DumpAsync("schemaclaims");
        var second = await fleet.PublishAsync(1, "second");
        var clients = await Task.WhenAll(Enumerable.Range(0, Pods).Select(pod => ClientHost.StartAsync(fleet.PlaceOf(pod).DmsSocket)));
        await AllRunAsync(clients, second.SnapshotId);

        await database.RestoreAsync("schemaclaims", backup);
        for (var pod = 0; pod < Pods; pod++)
        {
            var status = await fleet.WaitForAsync(
                pod, status => status.Alarm.Contains("went back to generation 1", StringComparison.Ordinal));
            Assert.Equal(2u, status.Release.Position.Generation);
            Assert.Equal(ServingStatus.NotServing, await HealthAsync(fleet.PlaceOf(pod), "schemaclaims.v1.Admin"));
            Assert.Equal(ServingStatus.Serving, await HealthAsync(fleet.PlaceOf(pod), "schemaclaims.v1.Distribution"));
        }

        var refused = await Assert.ThrowsAsync<RpcException>(() => fleet.Administrators[2].PublishAsync(Samples.Marked("refused")));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("accept-epoch", refused.Status.Detail, StringComparison.Ordinal);
        await fleet.KillAsync(2);
        await fleet.StartAsync(2);
        await fleet.WaitForAsync(2, status => status.Alarm.Length > 0);
        await AllRunAsync(clients, second.SnapshotId);

        (await Tool.RunAsync(fleet.PlaceOf(0).Variables, "accept-epoch", "--current", "--reason", "restored")).Ended(0);

        var accepted = (await fleet.Administrators[0].HistoryAsync())[0];
        Assert.Equal(("accept-epoch", 2u), (accepted.Kind, accepted.Position.Generation));
        Assert.NotEqual(second.Position.Epoch, accepted.Position.Epoch);
        await AllRunAsync(clients, accepted.SnapshotId);
        Assert.All(clients, client => Assert.Equal(accepted.Position.Epoch, client.Snapshots.Current.Release.Epoch));
        for (var pod = 0; pod < Pods; pod++)
            Assert.Empty((await fleet.WaitForAsync(pod, status => status.Alarm.Length == 0)).Alarm);
        await AllRunAsync(clients, (await fleet.PublishAsync(2, "third")).SnapshotId);
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [PostgresFact]
    public async Task Store_EmptiedUnderRunningSidecars_EmptiesNobodyAndIsFilledAgain()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var fleet = new SidecarFleet(2, database.ConnectionString) { Variables = Variables };
        await fleet.StartAllAsync();
        var first = await fleet.PublishAsync(0, "first");
        await using var client = await ClientHost.StartAsync(fleet.PlaceOf(1).DmsSocket);
        await AllRunAsync([client], first.SnapshotId);

        await database.ExecuteAsync("DROP SCHEMA schemaclaims CASCADE");
        await fleet.WaitForAsync(1, status => status.Alarm.Contains("holds no store", StringComparison.Ordinal));
        await AllRunAsync([client], first.SnapshotId);
        (await Tool.RunAsync(fleet.PlaceOf(0).Variables, "accept-epoch", "--current")).Ended(0);

        await fleet.WaitForAsync(1, status => status.Alarm.Length == 0);
        await Eventually.IsTrueAsync(() => client.Snapshots.Current.Release.Epoch != first.Position.Epoch);
        Assert.Equal(first.SnapshotId, client.Snapshots.Current.Release.SnapshotId);
        await AllRunAsync([client], (await fleet.PublishAsync(1, "second")).SnapshotId);
    }

    private static async Task AllRunAsync(IEnumerable<ClientHost> clients, string snapshot)
    {
        foreach (var client in clients)
            await Eventually.IsTrueAsync(() => client.Snapshots.TryGetCurrent(out var running) && running.Release.SnapshotId == snapshot);
    }

    private static async Task<ServingStatus> HealthAsync(Place place, string service)
    {
        using var channel = Place.Open(place.AdminSocket);
        var request = new HealthCheckRequest { Service = service };
        return (await new Health.HealthClient(channel).CheckAsync(request, deadline: DateTime.UtcNow.AddMinutes(1))).Status;
    }
}
