using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// Releases in the schema <c>schemaclaims</c> of a PostgreSQL database, used by many processes at once. Only the newest snapshot that
/// this process has seen stays in memory.
/// </summary>
internal sealed class PostgresStore : IReleaseStore
{
    private readonly PostgresConnections _connections;
    private readonly PostgresReleaseLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PostgresBlobs _blobs = new();
    private readonly PostgresSnapshots _snapshots;
    private volatile StoredRelease? _latest;
    private volatile bool _disposed;

    internal PostgresStore(PostgresConnections connections, PostgresReleaseLog log, TimeProvider time, ILogger logger)
    {
        _connections = connections;
        _log = log;
        _time = time;
        _logger = logger;
        _snapshots = new PostgresSnapshots(_blobs);
    }

    public string Epoch => _log.Epoch;

    public ValueTask<StoredRelease?> ReadCurrentAsync(CancellationToken cancellationToken) =>
        new(ReadAsync(ReadCurrentAsync, cancellationToken));

    public async Task<Release> AppendAsync(NewRelease release, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var append = new PostgresAppend(
            release, _log, _blobs, _latest?.Snapshot.Manifest.Inputs ?? [], _connections.StatementTimeout, _time);
        try
        {
            var stored = await _connections.UseAsync(append.RunAsync, "Nothing was published", cancellationToken);
            if (append.WasFound)
                PostgresStoreLog.FoundCommitted(_logger, stored.Record.Generation);
            _latest = new StoredRelease(stored, release.Snapshot);
            return stored;
        }
        catch (StoreUnavailableException unavailable) when (append.IsUncertain)
        {
            throw new StoreUnavailableException(
                $"The connection to the store {_connections.Name} was lost while the release after generation {release.ExpectedGeneration} "
                + "was committed, and the store cannot be asked whether it was: look at the history before publishing again. "
                + unavailable.Message,
                unavailable.InnerException);
        }
    }

    public async Task<IReadOnlyList<Release>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var releases = await ReadAsync((connection, token) => _log.ReadAsync(connection, limit, token), cancellationToken);
        return [.. releases.Select(logged => logged.Release)];
    }

    public Task<Snapshot?> ReadSnapshotAsync(Digest snapshotId, CancellationToken cancellationToken) => ReadAsync<Snapshot?>(
        async (connection, token) => await PostgresReleaseLog.NamesAsync(connection, snapshotId, token)
            ? await _snapshots.ReadAsync(connection, snapshotId, _latest?.Snapshot, token)
            : null,
        cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadInputAsync(Digest digest, CancellationToken cancellationToken) =>
        ReadAsync<ReadOnlyMemory<byte>?>(
            async (connection, token) =>
            {
                var read = await _blobs.ReadAsync(connection, [digest], token);
                return read.TryGetValue(digest, out var content) ? content : default(ReadOnlyMemory<byte>?);
            },
            cancellationToken);

    public Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken) =>
        ReadAsync((connection, token) => new PostgresVerifier(_log, _blobs).VerifyAsync(connection, token), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _connections.DisposeAsync();
    }

    private async Task<StoredRelease?> ReadCurrentAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await _log.ReadNewestAsync(connection, cancellationToken) is not { Release: var newest })
            return null;
        var latest = _latest;
        if (latest is not null && latest.Release.Bytes.Span.SequenceEqual(newest.Bytes.Span))
            return latest;
        var snapshot = await _snapshots.ReadAsync(connection, newest.SnapshotId, latest?.Snapshot, cancellationToken);
        return _latest = new StoredRelease(newest, snapshot);
    }

    private Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _connections.UseAsync(read, "Nothing can be read", cancellationToken);
    }
}
