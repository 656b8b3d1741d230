using System.Text;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>
/// What this sidecar offers, on a disk of its own, so that it needs no store to start. Packs hold the blobs by their digests; the file
/// <c>current</c> names the releases, one a line, and is replaced once they are there in full.
/// </summary>
internal sealed class LocalCopy : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    // The next one then takes in what still counts, and the others go.
    private const int MostPacks = 8;

    private readonly Lock _lock = new();
    private readonly StoreLayout _layout;
    private readonly ILogger _logger;
    private readonly IDisposable _folderLock;
    private PackFolder _packs;
    private volatile IReadOnlyList<StoredRelease> _releases = [];
    private volatile string _failure = "";

    private LocalCopy(StoreLayout layout, ILogger logger)
    {
        DurableFolder.Create(layout.Packs);
        _layout = layout;
        _logger = logger;
        _folderLock = FolderLock.Acquire(layout);
        DurableFolder.DeleteTemporaryFiles(layout.Folder);
        _packs = PackFolder.OpenAll(layout);
    }

    public string Folder => _layout.Folder;

    /// <summary>The releases that count, oldest first.</summary>
    public IReadOnlyList<StoredRelease> Releases => _releases;

    /// <summary>Why the newest release could not be kept; empty when it could.</summary>
    public string Failure => _failure;

    private string Current => Path.Combine(_layout.Folder, "current");

    /// <summary>Opens the copy in a folder. One that is damaged is as good as none.</summary>
    /// <exception cref="StoreUnavailableException">The folder cannot be used, or is in use.</exception>
    public static LocalCopy Open(string folder, ILogger<LocalCopy> logger)
    {
        var layout = new StoreLayout(folder);
        try
        {
            var copy = new LocalCopy(layout, logger);
            copy.Read();
            return copy;
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"The folder of the local copy, '{layout.Folder}', cannot be used", refused);
        }
    }

    /// <summary>Keeps releases, unless later ones are kept already. A disk that refuses is shown, and keeps nobody from serving.</summary>
    public void Keep(IReadOnlyList<StoredRelease> releases)
    {
        lock (_lock)
        {
            if (releases is [] || (_releases is [.., var kept] && !releases[^1].Release.Follows(kept.Release.Position)))
                return;
            try
            {
                Write(releases);
                _releases = releases;
                _failure = "";
            }
            catch (Exception refused) when (FileSystemErrors.IsOne(refused))
            {
                var failure = FileSystemErrors.Explain($"'{_layout.Folder}' cannot be written", refused).Message;
                if (_failure.Length == 0)
                    FleetLog.CopyNotWritten(_logger, failure);
                _failure = failure;
            }
        }
    }

    /// <summary>Reads again what is kept, and checks every digest.</summary>
    public StoreVerification Verify()
    {
        var damages = new List<string>();
        var blobs = new HashSet<Digest>();
        var bytes = 0L;
        lock (_lock)
        {
            using var reader = new BlobReader(_packs);
            foreach (var blob in _releases.SelectMany(BlobsOf).Where(blob => blobs.Add(blob.Digest)))
            {
                try
                {
                    bytes += reader.Read(blob.Digest)?.Length ?? throw new StoreDamagedException($"The local copy lacks {blob.Digest}.");
                }
                catch (Exception damage) when (damage is StoreDamagedException or StoreUnavailableException)
                {
                    damages.Add(damage.Message);
                }
            }
        }

        return new StoreVerification(_releases.Count, blobs.Count, bytes, damages);
    }

    public void Dispose() => _folderLock.Dispose();

    private void Write(IReadOnlyList<StoredRelease> releases)
    {
        var earlier = _layout.ListPacks();
        var isFull = earlier.Length >= MostPacks;
        var blobs = releases.SelectMany(BlobsOf).DistinctBy(blob => blob.Digest);
        var lacking = isFull ? [.. blobs] : Lacking(blobs);
        if (lacking.Length > 0)
        {
            var number = (earlier is [.., var last] ? last : 0) + 1;
            _packs.Write(number, lacking);
            _packs.Add(number, lacking);
        }

        var lines = releases.SelectMany(release => new[] { SignedRelease.Write(release.Release), new[] { LineEnd } });
        DurableFile.Replace(Current, [.. lines]);
        if (!isFull)
            return;
        foreach (var number in earlier)
            _packs.Discard(number);
        _packs = PackFolder.OpenAll(_layout);
    }

    private PackBlob[] Lacking(IEnumerable<PackBlob> blobs)
    {
        using var reader = new BlobReader(_packs);
        return [.. blobs.Where(blob => !reader.Holds(blob.Digest))];
    }

    private void Read()
    {
        try
        {
            using var blobs = new BlobReader(_packs);
            var releases = new List<StoredRelease>();
            var lines = File.ReadAllText(Current).Split((char)LineEnd, StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines)
            {
                var release = SignedRelease.Read(Encoding.UTF8.GetBytes(line));
                var inMemory = releases is [var before, ..] ? before.Snapshot : null;
                releases.Add(new StoredRelease(release, new SnapshotReader(blobs).Read(release.SnapshotId, inMemory)));
            }

            _releases = releases;
        }
        catch (FileNotFoundException)
        {
            FleetLog.NoCopy(_logger, _layout.Folder);
        }
        catch (Exception unusable) when (unusable is InvalidDataException or StoreDamagedException or StoreUnavailableException)
        {
            FleetLog.CopyUnusable(_logger, unusable.Message);
        }
    }

    private static IEnumerable<PackBlob> BlobsOf(StoredRelease release) => release.Snapshot.Parts.Select(part => (PackBlob)part)
        .Prepend(new PackBlob(release.Snapshot.Id, release.Snapshot.Manifest.Bytes));
}
