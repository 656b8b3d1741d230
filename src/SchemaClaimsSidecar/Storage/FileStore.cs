using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage;

/// <summary>
/// Releases in a folder of this machine: <c>store.json</c>, <c>releases.log</c> and <c>packs/</c>, used by one process at a time.
/// A release costs three flushes: its pack, the folder of packs, the log. Only the current snapshot stays in memory.
/// </summary>
internal sealed class FileStore : IReleaseStore
{
    private readonly StoreLayout _layout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable _lock;
    private readonly ReleaseLog _log;
    private readonly PackFolder _packs;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile ForgottenReleases _forgotten;
    private volatile StoredRelease? _current;
    private volatile bool _disposed;

    internal FileStore(
        StoreLayout layout, string epoch, IDisposable folderLock, ReleaseLog log, PackFolder packs, ForgottenReleases forgotten,
        TimeProvider time, ILogger logger)
    {
        _layout = layout;
        Epoch = epoch;
        _lock = folderLock;
        _log = log;
        _packs = packs;
        _forgotten = forgotten;
        _time = time;
        _logger = logger;
    }

    public string Epoch { get; }

    public ValueTask<StoredRelease?> ReadCurrentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _current is { } current ? new(current) : new(InTurnAsync(LoadCurrent, cancellationToken));
    }

    public Task<Release> AppendAsync(NewRelease release, CancellationToken cancellationToken) =>
        InTurnAsync(() => Append(release), cancellationToken);

    public Task<IReadOnlyList<Release>> ListAsync(int limit, CancellationToken cancellationToken) =>
        BesideAsync<IReadOnlyList<Release>>(
            () =>
            {
                var count = _log.Count;
                return [.. Enumerable.Range(1, Math.Min(limit, count)).Select(back => _log.Read(count - back))];
            },
            cancellationToken);

    public Task<Snapshot?> ReadSnapshotAsync(Digest snapshotId, CancellationToken cancellationToken) =>
        BesideAsync(
            () =>
            {
                using var blobs = new BlobReader(_packs);
                return _log.Snapshots(_forgotten).Contains(snapshotId) ? new SnapshotReader(blobs).Read(snapshotId, _current?.Snapshot) : null;
            },
            cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadInputAsync(Digest digest, CancellationToken cancellationToken) =>
        BesideAsync(
            () =>
            {
                using var blobs = new BlobReader(_packs);
                return blobs.Read(digest);
            },
            cancellationToken);

    public Task<ForgottenReleases> ReadForgottenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.FromResult(_forgotten);
    }

    public Task<StoreCollection> ForgetAsync(ForgottenReleases forgotten, CancellationToken cancellationToken) =>
        InTurnAsync(() => Forget(_forgotten.And(forgotten)), cancellationToken);

    public async Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        // In turn, so that no release is half there; the reading itself goes on beside whatever else happens.
        var (releases, blobs) = await InTurnAsync(() => (_log.Count, _packs.Blobs()), cancellationToken);
        return await BesideAsync(
            () => new StoreVerifier(_log, _packs, () => _forgotten, cancellationToken).Verify(releases, blobs), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            _log.Dispose();
            _lock.Dispose();
        }
        finally
        {
            _gate.Release();
        }
    }

    private StoredRelease? LoadCurrent()
    {
        if (_current is null && _log.Last is { } last)
        {
            using var blobs = new BlobReader(_packs);
            _current = new StoredRelease(last, new SnapshotReader(blobs).Read(last.SnapshotId, inMemory: null));
        }

        return _current;
    }

    private Release Append(NewRelease request)
    {
        var newest = _log.Last?.Record.Generation ?? 0;
        if (request.ExpectedGeneration != newest)
            throw new ReleaseConflictException(request.ExpectedGeneration, _log.Last);
        if (_log.IsUncertain)
            throw new StoreUnavailableException(
                $"The end of '{_layout.Log}' is uncertain since a release failed and could not be undone. "
                + "Restart the sidecar to open the store anew.");

        var release = request.Sign(ReleaseFormat.Write(new ReleaseRecord(
            Epoch, newest + 1, request.Snapshot.Id.ToString(), request.Kind, _time.GetUtcNow(), request.PublishedBy, request.Reason,
            request.Rollout)));
        var blobs = SelectNewBlobs(request);
        Write(release, blobs);
        _packs.Add(newest + 1, blobs);
        _current = new StoredRelease(release, request.Snapshot);
        return release;
    }

    private PackBlob[] SelectNewBlobs(NewRelease request)
    {
        var inputs = request.Inputs.Select(input => new PackBlob(input.Digest, input.Content)).ToArray();
        var given = inputs.Select(input => input.Digest).ToHashSet();
        if (request.Snapshot.Manifest.Inputs.FirstOrDefault(input => !given.Contains(input.Digest) && !IsKnown(input)) is { } unknown)
            throw new ArgumentException($"Input '{unknown.Name}' ({unknown.Digest}) is neither given nor in the store.", nameof(request));

        using var reader = new BlobReader(_packs);
        return
        [
            .. request.Snapshot.Parts.Select(part => (PackBlob)part)
                .Concat(inputs)
                .Prepend(new PackBlob(request.Snapshot.Id, request.Snapshot.Manifest.Bytes))
                .DistinctBy(blob => blob.Digest)
                .Where(blob => !reader.Holds(blob.Digest)),
        ];
    }

    // What the current snapshot was made from may be carried on even where the document itself has been lost.
    private bool IsKnown(ManifestInput input) =>
        _packs.Contains(input.Digest) || (_current?.Snapshot.Manifest.Inputs.Any(known => known.Digest == input.Digest) ?? false);

    private void Write(Release release, PackBlob[] blobs)
    {
        try
        {
            if (blobs.Length > 0)
                _packs.Write(release.Record.Generation, blobs);
            _log.Append(release);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            // What an uncertain log may still name has to stay.
            if (_log.IsUncertain)
                StorageLog.Uncertain(_logger, _layout.Log);
            else
                _packs.Discard(release.Record.Generation);
            throw FileSystemErrors.Explain($"Nothing was published, since the store '{_layout.Folder}' cannot be written", refused);
        }
    }

    private StoreCollection Forget(ForgottenReleases forgotten)
    {
        if (_log.Last is { } newest && forgotten.Contains(newest.Record.Generation))
            throw new ArgumentException($"Release {newest.Record.Generation} is the newest.", nameof(forgotten));
        // First, since what is damaged cannot tell what it needs.
        var needed = FindNeeded(forgotten);
        try
        {
            if (!forgotten.SaysTheSameAs(_forgotten))
                ForgottenFile.Write(_layout.Forgotten, forgotten);
            _forgotten = forgotten;
            return _packs.Collect(needed);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"What is forgotten cannot be removed from the store '{_layout.Folder}'", refused);
        }
    }

    private HashSet<Digest> FindNeeded(ForgottenReleases forgotten)
    {
        using var blobs = new BlobReader(_packs);
        var snapshots = new SnapshotReader(blobs);
        var needed = new HashSet<Digest>();
        foreach (var snapshot in _log.Snapshots(forgotten))
        {
            needed.Add(snapshot);
            needed.UnionWith(snapshots.ReadManifest(snapshot).Blobs);
        }

        return needed;
    }

    private async Task<T> InTurnAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await BesideAsync(action, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private Task<T> BesideAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.Run(action, cancellationToken);
    }
}
