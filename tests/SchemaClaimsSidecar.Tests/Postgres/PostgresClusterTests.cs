using Npgsql;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Postgres;

/// <summary>The server that tests run on does what they rely on.</summary>
public class PostgresClusterTests
{
    [PostgresFact]
    public async Task Databases_OfOneServer_AreApart()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await using var one = await cluster.CreateDatabaseAsync();
        await using var other = await cluster.CreateDatabaseAsync();

        await one.ExecuteAsync("CREATE TABLE t(n int); INSERT INTO t VALUES (1)");

        Assert.Equal(1, await one.ReadAsync<int>("SELECT n FROM t"));
        Assert.Null(await other.ReadAsync<string>("SELECT to_regclass('t')::text"));
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_EndedAndStartedAgain_HasWhatWasCommitted(bool crash)
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.ExecuteAsync("CREATE TABLE t(n int)");
        var connectionString = cluster.ConnectionString();

        await (crash ? cluster.CrashAsync() : cluster.StopAsync());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => cluster.ExecuteAsync("SELECT n FROM t"));
        await cluster.StartAgainAsync();

        Assert.Equal(connectionString, cluster.ConnectionString());
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        await cluster.ExecuteAsync("SELECT n FROM t");
    }

    [PostgresFact]
    public async Task Connections_Terminated_AreGone()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();

        Assert.Equal(1, await database.TerminateConnectionsAsync());

        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync());
    }
}
