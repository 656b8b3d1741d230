using System.Globalization;
using System.Reflection;
using Npgsql;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// Creates the store's tables and brings them up to date: each step once, whoever comes first, and all of them or none. Where
/// nothing is to be done, no more than the right to read is needed.
/// </summary>
internal sealed class PostgresMigrations(PostgresConnections connections, TimeProvider time, ILogger logger)
{
    // Of no meaning beyond this: two programs that use advisory locks in one database should not choose the same number.
    private const long LockKey = 0x5343_5374_6F72_6531;

    private const string Prefix = "Migrations/";

    private static readonly Assembly Home = typeof(PostgresMigrations).Assembly;

    private static readonly string[] Steps =
    [
        .. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="mayBegin">Whether to begin a history where there is none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether there is a history now.</returns>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be reached or changed, or a newer version made its tables.
    /// </exception>
    public async Task<bool> ApplyAsync(bool mayBegin, CancellationToken cancellationToken)
    {
        var found = await connections.UseAsync(ReadVersionAsync, "The store cannot be opened", cancellationToken);
        if (found > Steps.Length)
        {
            throw new StoreUnavailableException(
                $"The tables of the store {connections.Name} have version {found}; this version of the sidecar knows {Steps.Length}. "
                + "Run a newer version of the sidecar.");
        }

        if (found == Steps.Length)
            return true;
        if (found == 0 && !mayBegin)
            return false;
        found = await connections.UseAsync(ApplyAsync, "The tables of the store cannot be made", cancellationToken);
        if (found < Steps.Length)
            PostgresStoreLog.Migrated(logger, connections.Name, found, Steps.Length);
        return true;
    }

    private async Task<int> ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, LockKey);
        var found = await ReadVersionAsync(connection, cancellationToken);
        if (found == 0)
        {
            await ExecuteAsync(
                connection,
                """
                CREATE SCHEMA IF NOT EXISTS schemaclaims;
                CREATE TABLE schemaclaims.migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())
                """,
                cancellationToken);
        }

        for (var version = found + 1; version <= Steps.Length; version++)
        {
            await ExecuteAsync(connection, ReadStep(Steps[version - 1]), cancellationToken);
            await ExecuteAsync(connection, "INSERT INTO schemaclaims.migration (version) VALUES ($1)", cancellationToken, version);
        }

        if (found == 0)
        {
            await ExecuteAsync(
                connection, "INSERT INTO schemaclaims.store (epoch, created_at) VALUES ($1, $2)", cancellationToken,
                StoreIdentity.NewEpoch(), time.GetUtcNow());
        }

        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Not to_regclass: it answers from a cache, which has not heard of what was made while this waited for the lock.
        const string Exists = """
            SELECT EXISTS (
              SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'schemaclaims' AND c.relname = 'migration')
            """;
        await using var exists = new NpgsqlCommand(Exists, connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
            return 0;
        await using var version = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schemaclaims.migration", connection);
        return Convert.ToInt32(await version.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ReadStep(string name)
    {
        using var reader = new StreamReader(Home.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
