namespace SchemaClaimsSidecar.Storage.Postgres;

internal static partial class PostgresStoreLog
{
    [LoggerMessage(3101, LogLevel.Information, "Opened the store {Store}: epoch {Epoch}, generation {Generation}")]
    public static partial void Opened(ILogger logger, string store, string epoch, long generation);

    [LoggerMessage(3102, LogLevel.Information, "Changed the tables of the store {Store} from version {From} to version {To}")]
    public static partial void Migrated(ILogger logger, string store, int from, int to);

    [LoggerMessage(3103, LogLevel.Warning, "The store {Store} failed and is tried again in {Pause}: {Failure}")]
    public static partial void Retrying(ILogger logger, string store, string failure, TimeSpan pause);

    [LoggerMessage(3104, LogLevel.Warning, "Release {Generation} was stored although the connection was lost while it was committed")]
    public static partial void FoundCommitted(ILogger logger, long generation);
}
