using Npgsql;
using Testing.Postgres;

namespace MiniDms.Tests.Support;

/// <summary>A transaction that others have to wait for.</summary>
internal sealed class OtherTransaction : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly PostgresDatabase _database;
    private readonly NpgsqlConnection _connection;

    private OtherTransaction(PostgresDatabase database)
    {
        _database = database;
        _connection = new NpgsqlConnection(database.ConnectionString);
    }

    public static async Task<OtherTransaction> BeginAsync(PostgresDatabase database, string sql)
    {
        var transaction = new OtherTransaction(database);
        await transaction._connection.OpenAsync();
        await transaction.ExecuteAsync("BEGIN; " + sql);
        return transaction;
    }

    /// <summary>Commits once so many sessions wait for a lock.</summary>
    public async Task CommitWhenOthersWaitAsync(int others)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _database.ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < others)
        {
            Assert.False(patience.IsCancellationRequested, $"Fewer than {others} sessions wait for a lock.");
            await Task.Delay(Pause);
        }

        await ExecuteAsync("COMMIT");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
