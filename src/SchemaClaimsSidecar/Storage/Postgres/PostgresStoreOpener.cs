using Npgsql;
using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>Opens the store in a database, or begins one there.</summary>
internal static class PostgresStoreOpener
{
    /// <exception cref="StoreUnavailableException">The database cannot be used, or a newer version made its tables.</exception>
    /// <exception cref="StoreDamagedException">The history is not what was written.</exception>
    public static async Task<PostgresStore> OpenAsync(
        PostgresStoreOptions options, TimeProvider time, ILogger<PostgresStore> logger, CancellationToken cancellationToken)
    {
        var connections = Connect(options, time, logger);
        try
        {
            await new PostgresMigrations(connections, time, logger).ApplyAsync(cancellationToken);
            var epoch = await connections.UseAsync(ReadEpochAsync, "The store cannot be opened", cancellationToken)
                ?? throw new StoreDamagedException(
                    $"The row of the table schemaclaims.store is gone from {connections.Name}. Restore it from a backup, "
                    + "or drop the schema schemaclaims to begin a new history.");
            var log = new PostgresReleaseLog(epoch);
            var newest = await connections.UseAsync(log.ReadNewestAsync, "The store cannot be opened", cancellationToken);
            PostgresStoreLog.Opened(logger, connections.Name, epoch, newest?.Release.Record.Generation ?? 0);
            return new PostgresStore(connections, log, time, logger);
        }
        catch
        {
            await connections.DisposeAsync();
            throw;
        }
    }

    private static PostgresConnections Connect(PostgresStoreOptions options, TimeProvider time, ILogger logger)
    {
        try
        {
            return new PostgresConnections(options, time, logger);
        }
        catch (PostgresAddressException unusable)
        {
            throw new StoreUnavailableException($"The store cannot be opened: {unusable.Message}", unusable);
        }
    }

    private static async Task<string?> ReadEpochAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT epoch FROM schemaclaims.store", connection);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
