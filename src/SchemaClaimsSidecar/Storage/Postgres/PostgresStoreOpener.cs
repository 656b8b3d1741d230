using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>Opens the store in a database, or begins one there.</summary>
internal static class PostgresStoreOpener
{
    /// <summary>A store that is opened by its first use: making it needs no server.</summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="known">The release that this process follows already; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="StoreUnavailableException">The connection string cannot be used.</exception>
    public static PostgresStore Create(PostgresStoreOptions options, StoredRelease? known, TimeProvider time, ILogger<PostgresStore> logger)
    {
        try
        {
            return new PostgresStore(new PostgresConnections(options, time, logger), known, time, logger);
        }
        catch (PostgresAddressException unusable)
        {
            throw new StoreUnavailableException($"The store cannot be opened: {unusable.Message}", unusable);
        }
    }

    /// <exception cref="StoreUnavailableException">The database cannot be used, or a newer version made its tables.</exception>
    /// <exception cref="StoreDamagedException">The history is not what was written.</exception>
    public static async Task<PostgresStore> OpenAsync(
        PostgresStoreOptions options, TimeProvider time, ILogger<PostgresStore> logger, CancellationToken cancellationToken)
    {
        var store = Create(options, known: null, time, logger);
        try
        {
            await store.ReadHeadAsync(known: null, cancellationToken);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }
}
