using Load.Sampling;
using Npgsql;
using Testing.Postgres;

namespace Load.Tests.Sampling;

public sealed class PostgresSourceTests
{
    [PostgresFact]
    public async Task Sessions_OfTheApplication_AreCountedByWhatTheyWaitFor()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE hot (n int); INSERT INTO hot VALUES (0)");
        await using var source = new PostgresSource(database.ConnectionString, "Watched");
        await using var held = await OpenAsync(database, "Watched");
        await ExecuteAsync(held, "BEGIN; UPDATE hot SET n = 1");
        await using var waiting = await OpenAsync(database, "Watched");
        var blocked = ExecuteAsync(waiting, "UPDATE hot SET n = 2");
        await using var other = await OpenAsync(database, "Somebody else");

        PostgresSample? sample;
        do
        {
            sample = await source.ReadAsync(CancellationToken.None);
        }
        while (sample is { WaitingForLock: 0 });

        Assert.Null(source.Problem);
        Assert.Equal((1, 1, 1, 0), (sample!.Active, sample.WaitingForLock, sample.IdleInTransaction, sample.Idle));
        await ExecuteAsync(held, "COMMIT");
        await blocked;
        sample = await source.ReadAsync(CancellationToken.None);
        Assert.Equal((0, 0, 2), (sample!.Active, sample.IdleInTransaction, sample.Idle));
    }

    [PostgresFact]
    public async Task Sessions_WhenTheServerGoesAndComesBack_AreAbsentMeanwhile()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var source = new PostgresSource(cluster.ConnectionString(), "Watched");
        Assert.NotNull(await source.ReadAsync(CancellationToken.None));

        await cluster.CrashAsync();
        Assert.Null(await source.ReadAsync(CancellationToken.None));
        Assert.Contains("PostgreSQL", source.Problem, StringComparison.Ordinal);

        await cluster.StartAgainAsync();
        Assert.NotNull(await source.ReadAsync(CancellationToken.None));
        Assert.Null(source.Problem);
    }

    private static async Task<NpgsqlConnection> OpenAsync(PostgresDatabase database, string application)
    {
        var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Application Name=" + application);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
