using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// Releases in the schema <c>schemaclaims</c> of a PostgreSQL database, used by many processes at once. It is opened by its first use,
/// and begins a history only where this process follows none. Only the newest snapshot that this process has seen stays in memory.
/// </summary>
internal sealed class PostgresStore : IReleaseStore
{
    private readonly PostgresConnections _connections;
    private readonly PostgresMigrations _migrations;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PostgresBlobs _blobs = new();
    private readonly PostgresSnapshots _snapshots;
    private volatile StoredRelease? _latest;
    private volatile string? _epoch;
    private volatile bool _isOpen;
    private volatile bool _disposed;

    /// <param name="connections">The way to the database; the store disposes of it.</param>
    /// <param name="known">The release that this process follows already; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    internal PostgresStore(PostgresConnections connections, StoredRelease? known, TimeProvider time, ILogger logger)
    {
        _connections = connections;
        _migrations = new PostgresMigrations(connections, time, logger);
        _latest = known;
        _epoch = known?.Release.Record.Epoch;
        _time = time;
        _logger = logger;
        _snapshots = new PostgresSnapshots(_blobs);
    }

    /// <summary>Server and database, for messages.</summary>
    public string Name => _connections.Name;

    /// <summary>The history that this process follows; empty while it has not come to know one.</summary>
    public string Epoch => _epoch ?? "";

    public ValueTask<StoredRelease?> ReadCurrentAsync(CancellationToken cancellationToken) =>
        new(ReadAsync(ReadCurrentAsync, cancellationToken));

    public Task<Release> AppendAsync(NewRelease release, CancellationToken cancellationToken) =>
        AppendAsync(release, renewal: null, cancellationToken);

    /// <summary>Appends a release from which on the history has a new name, and follows it.</summary>
    /// <inheritdoc cref="AppendAsync(NewRelease, CancellationToken)"/>
    public Task<Release> RenewAsync(NewRelease release, EpochRenewal renewal, CancellationToken cancellationToken) =>
        AppendAsync(release, renewal, cancellationToken);

    /// <summary>What the store says now, whatever history it holds.</summary>
    /// <param name="known">The generation to look up; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<StoreHead> ReadHeadAsync(long? known, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return await OpenAsync(_epoch is null, cancellationToken)
                ? await _connections.UseBrieflyAsync(
                    (connection, token) => PostgresHead.ReadAsync(connection, known, token), "Nothing can be read", cancellationToken)
                : StoreHead.None;
        }
        catch (StoreUnavailableException gone) when (HasNoTables(gone))
        {
            _isOpen = false;
            return StoreHead.None;
        }
    }

    /// <summary>A release with its snapshot, of which only what is not in memory is read.</summary>
    public Task<StoredRelease> ReadReleaseAsync(Release release, CancellationToken cancellationToken) => ReadAsync(
        async (connection, token) =>
            new StoredRelease(release, await _snapshots.ReadAsync(connection, release.SnapshotId, _latest?.Snapshot, token)),
        cancellationToken);

    /// <summary>Goes on from a release, unless that comes before what is followed already.</summary>
    public void Follow(StoredRelease release)
    {
        if (_latest is { } latest && !release.Release.Follows(latest.Release.Position))
            return;
        _latest = release;
        _epoch = release.Release.Record.Epoch;
    }

    /// <summary>Lets go of idle connections: the way to the database is known to have been cut.</summary>
    public void ForgetConnections() => _connections.Forget();

    /// <summary>Goes on in a history that an administrator has accepted.</summary>
    public void Follow(string epoch) => _epoch = epoch;

    /// <summary>Follows the history that is there, and begins one where there is none.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _isOpen = false;
        _epoch = null;
        await OpenAsync(mayBegin: true, cancellationToken);
    }

    /// <summary>Tells everybody who shares the store that the claims of a release are confirmed, if it is still the newest.</summary>
    public Task ConfirmClaimsAsync(long generation, CancellationToken cancellationToken) =>
        ReadAsync((connection, token) => PostgresConfirmation.WriteAsync(connection, generation, token), cancellationToken);

    public async Task<IReadOnlyList<Release>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var releases = await ReadAsync((connection, token) => PostgresReleaseLog.ReadAsync(connection, limit, token), cancellationToken);
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

    public Task<ForgottenReleases> ReadForgottenAsync(CancellationToken cancellationToken) =>
        ReadAsync(PostgresForgotten.ReadAsync, cancellationToken);

    public Task<StoreCollection> ForgetAsync(ForgottenReleases forgotten, CancellationToken cancellationToken) => ReadAsync(
        (connection, token) =>
            new PostgresCollector(forgotten, _epoch!, _blobs, _connections.StatementTimeout).RunAsync(connection, token),
        cancellationToken);

    public Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken) =>
        ReadAsync((connection, token) => new PostgresVerifier(_blobs).VerifyAsync(connection, token), cancellationToken);

    /// <summary>Does something else in the database of the store, whose tables are there then.</summary>
    /// <inheritdoc cref="PostgresConnections.UseAsync"/>
    /// <exception cref="HistoryReplacedException">There is no store any more.</exception>
    public async Task<T> UseAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> action, string failure, CancellationToken cancellationToken)
    {
        await OpenOrThrowAsync(cancellationToken);
        return await _connections.UseAsync(action, failure, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _connections.DisposeAsync();
    }

    private async Task<Release> AppendAsync(NewRelease release, EpochRenewal? renewal, CancellationToken cancellationToken)
    {
        await OpenOrThrowAsync(cancellationToken);
        var append = new PostgresAppend(
            release, _epoch!, renewal, _blobs, _latest?.Snapshot.Manifest.Inputs ?? [], _connections.StatementTimeout, _time);
        try
        {
            var stored = await _connections.UseAsync(append.RunAsync, "Nothing was published", cancellationToken);
            if (append.WasFound)
                PostgresStoreLog.FoundCommitted(_logger, stored.Record.Generation);
            Follow(new StoredRelease(stored, release.Snapshot));
            return stored;
        }
        catch (StoreUnavailableException unavailable) when (append.IsUncertain)
        {
            throw new StoreUnavailableException(
                $"The connection to the store {_connections.Name} was lost while the release after generation {release.ExpectedGeneration} "
                + "was committed, and the store cannot be asked whether it was: look at the history before publishing again. "
                + unavailable.Message,
                unavailable.InnerException)
            {
                MayPass = true,
            };
        }
    }

    private async Task<StoredRelease?> ReadCurrentAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await PostgresReleaseLog.ReadNewestAsync(connection, cancellationToken) is not { Release: var newest })
            return null;
        var latest = _latest;
        if (latest is not null && latest.Release.Bytes.Span.SequenceEqual(newest.Bytes.Span))
            return latest;
        var snapshot = await _snapshots.ReadAsync(connection, newest.SnapshotId, latest?.Snapshot, cancellationToken);
        return _latest = new StoredRelease(newest, snapshot);
    }

    private Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        UseAsync(read, "Nothing can be read", cancellationToken);

    private static Task<StoreHead> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        PostgresHead.ReadAsync(connection, known: null, cancellationToken);

    private static bool HasNoTables(StoreUnavailableException failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName,
    };

    private async Task OpenOrThrowAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!await OpenAsync(_epoch is null, cancellationToken))
            throw new HistoryReplacedException($"The database {Name} holds no store any more: see `status`.");
    }

    private async Task<bool> OpenAsync(bool mayBegin, CancellationToken cancellationToken)
    {
        if (_isOpen)
            return true;
        if (!await _migrations.ApplyAsync(mayBegin, cancellationToken))
            return false;
        if (_epoch is null)
        {
            var head = await _connections.UseAsync(ReadHeadAsync, "The store cannot be opened", cancellationToken);
            _epoch = head.Epoch;
            PostgresStoreLog.Opened(_logger, Name, head.Epoch!, head.Generation);
        }

        return _isOpen = true;
    }
}
