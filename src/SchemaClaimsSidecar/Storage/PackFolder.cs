using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage;

/// <summary>
/// The packs of a store and where each blob stands. A blob that was found damaged is written anew into a later pack, which is then
/// where it stands. Its caller writes one pack at a time; reading is safe beside that.
/// </summary>
internal sealed class PackFolder
{
    private readonly StoreLayout _layout;
    private readonly Dictionary<Digest, BlobState> _blobs = [];
    private readonly List<string> _damages = [];
    private readonly Lock _lock = new();

    private PackFolder(StoreLayout layout) => _layout = layout;

    /// <summary>What was wrong with packs at opening: sentences that name the file.</summary>
    public IReadOnlyList<string> Damages => _damages;

    /// <summary>Cleans up what a crash left, then reads the index of every pack.</summary>
    /// <exception cref="StoreDamagedException">A pack belongs to a release that the log does not have.</exception>
    public static PackFolder Open(StoreLayout layout, long lastGeneration)
    {
        var folder = new PackFolder(layout);
        DurableFolder.DeleteTemporaryFiles(layout.Packs);
        foreach (var generation in layout.ListPacks())
        {
            // Only the release after the last can have left a pack without a line in the log: it was never acknowledged.
            if (generation > lastGeneration + 1)
                throw new StoreDamagedException(
                    $"'{layout.Log}' ends at generation {lastGeneration}, but '{layout.Pack(generation)}' belongs to a later release: "
                    + "lines are missing. Restore the log from a backup, or move the whole folder away to begin a new history.");
            if (generation > lastGeneration)
                File.Delete(layout.Pack(generation));
            else
                folder.Index(generation);
        }

        return folder;
    }

    /// <summary>Reads the index of every pack, whatever their numbers.</summary>
    public static PackFolder OpenAll(StoreLayout layout)
    {
        var folder = new PackFolder(layout);
        DurableFolder.DeleteTemporaryFiles(layout.Packs);
        foreach (var number in layout.ListPacks())
            folder.Index(number);
        return folder;
    }

    /// <summary>Writes what a release brings.</summary>
    public void Write(long generation, IReadOnlyCollection<PackBlob> blobs) => PackWriter.Write(_layout.Pack(generation), blobs);

    /// <summary>Takes what a release brought into the index, once the release is in the log.</summary>
    public void Add(long generation, IEnumerable<PackBlob> blobs)
    {
        lock (_lock)
        {
            foreach (var blob in blobs)
                _blobs[blob.Digest] = new BlobState(generation, IsVerified: true);
        }
    }

    /// <summary>Removes the pack of a release that failed.</summary>
    public void Discard(long generation) => DurableFile.TryDelete(_layout.Pack(generation));

    public bool Contains(Digest digest) => StateOf(digest) is not null;

    /// <summary>Where a blob stands, and whether it was seen sound since the store was opened; null when there is none.</summary>
    public BlobState? StateOf(Digest digest)
    {
        lock (_lock)
            return _blobs.TryGetValue(digest, out var state) ? state : null;
    }

    /// <summary>Remembers whether a blob was sound where it stood when it was read.</summary>
    public void Mark(Digest digest, BlobState read, bool sound)
    {
        lock (_lock)
        {
            if (_blobs.TryGetValue(digest, out var state) && state.Generation == read.Generation)
                _blobs[digest] = state with { IsVerified = sound };
        }
    }

    /// <summary>
    /// Removes packs of which nothing is needed, and writes those anew of which less than half is. Whoever has a pack open can go on
    /// reading it. What is damaged stays as it is.
    /// </summary>
    public StoreCollection Collect(IReadOnlySet<Digest> needed)
    {
        var (blobs, bytes) = (0L, 0L);
        foreach (var generation in _layout.ListPacks())
        {
            var removed = Collect(generation, needed);
            blobs += removed.Length;
            bytes += removed.Sum(entry => (long)entry.Length);
        }

        return new StoreCollection(blobs, bytes);
    }

    /// <summary>All blobs as of now.</summary>
    public KeyValuePair<Digest, BlobState>[] Blobs()
    {
        lock (_lock)
            return [.. _blobs];
    }

    /// <summary>Opens a pack.</summary>
    public PackFile OpenPack(long generation) => PackFile.Open(_layout.Pack(generation));

    /// <summary>The path of a pack.</summary>
    public string PathOf(long generation) => _layout.Pack(generation);

    private PackEntry[] Collect(long generation, IReadOnlySet<Digest> needed)
    {
        try
        {
            using var pack = OpenPack(generation);
            var kept = pack.Entries.Where(entry => needed.Contains(entry.Digest) && StandsIn(generation, entry.Digest)).ToArray();
            PackEntry[] removed = [.. pack.Entries.Except(kept)];
            if (kept.Length == 0)
                DurableFile.TryDelete(_layout.Pack(generation));
            else if (2 * kept.Sum(entry => (long)entry.Length) < pack.Entries.Sum(entry => (long)entry.Length))
                Write(generation, [.. kept.Select(entry => Read(pack, entry.Digest))]);
            else
                return [];
            Remove(generation, removed);
            return removed;
        }
        catch (PackUnreadableException)
        {
            return [];
        }
    }

    private static PackBlob Read(PackFile pack, Digest digest) =>
        pack.TryRead(digest, out var content)
            ? new PackBlob(digest, content.Value)
            : throw new InvalidOperationException($"The pack has no blob {digest}.");

    private bool StandsIn(long generation, Digest digest) => StateOf(digest)?.Generation == generation;

    private void Remove(long generation, IEnumerable<PackEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (_blobs.TryGetValue(entry.Digest, out var state) && state.Generation == generation)
                    _blobs.Remove(entry.Digest);
            }
        }
    }

    private void Index(long generation)
    {
        try
        {
            using var pack = OpenPack(generation);
            foreach (var entry in pack.Entries)
                _blobs[entry.Digest] = new BlobState(generation, IsVerified: false);
        }
        catch (PackUnreadableException unreadable)
        {
            _damages.Add(BlobReader.Describe(_layout.Pack(generation), unreadable.What));
        }
    }
}
