using Npgsql;

namespace Testing.Postgres;

/// <summary>A database of a test's own, dropped with everything in it when the test ends.</summary>
public sealed class PostgresDatabase(PostgresCluster cluster, string name) : IAsyncDisposable
{
    public string Name => name;

    public PostgresCluster Cluster => cluster;

    /// <summary>How to reach it with all rights.</summary>
    public string ConnectionString => cluster.ConnectionString(name);

    private string Uri => $"postgresql://{PostgresPrograms.Account}@127.0.0.1:{cluster.Port}/{name}";

    /// <summary>Runs one or more commands.</summary>
    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = CommandOf(connection, sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of the first row; default when there is none.</summary>
    public async Task<T?> ReadAsync<T>(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = CommandOf(connection, sql, parameters);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Ends every other connection to the database, as an administrator or a failing network would.</summary>
    /// <returns>How many there were.</returns>
    public Task<long> TerminateConnectionsAsync() => ReadAsync<long>(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    /// <summary>A backup as an administrator makes it, with <c>pg_dump</c>.</summary>
    public Task<string> DumpAsync(string schema) => PostgresPrograms.RunAsync("pg_dump", "", $"--dbname={Uri}", $"--schema={schema}");

    /// <summary>Puts a backup in the place of what there is, with <c>psql</c>.</summary>
    public async Task RestoreAsync(string schema, string dump)
    {
        await ExecuteAsync($"DROP SCHEMA IF EXISTS {schema} CASCADE");
        await PostgresPrograms.RunAsync("psql", dump, $"--dbname={Uri}", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1");
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await cluster.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static NpgsqlCommand CommandOf(NpgsqlConnection connection, string sql, object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
