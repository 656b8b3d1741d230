using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Storage;

/// <summary>
/// Reads a whole file store: every line of the log, every blob, and whether every release that is not forgotten has all that it is
/// made of.
/// </summary>
/// <param name="log">The releases.</param>
/// <param name="packs">What they are made of.</param>
/// <param name="forgotten">What is forgotten, asked for again and again: more may be, meanwhile.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class StoreVerifier(
    ReleaseLog log, PackFolder packs, Func<ForgottenReleases> forgotten, CancellationToken cancellationToken)
{
    private readonly List<string> _damages = [.. packs.Damages];
    private readonly HashSet<Digest> _snapshots = [];
    private long _blobs;
    private long _bytes;

    /// <param name="releases">How many releases to check, from the first.</param>
    /// <param name="blobs">The blobs that these need, and maybe more.</param>
    public StoreVerification Verify(int releases, IEnumerable<KeyValuePair<Digest, BlobState>> blobs)
    {
        foreach (var pack in blobs.GroupBy(blob => blob.Value.Generation, blob => blob.Key).OrderBy(pack => pack.Key))
            CheckPack(pack);
        using var reader = new BlobReader(packs);
        for (var i = 0; i < releases; i++)
            CheckRelease(i, new SnapshotReader(reader));
        return new StoreVerification(releases, _blobs, _bytes, _damages);
    }

    private void CheckPack(IEnumerable<Digest> blobs)
    {
        using var reader = new BlobReader(packs);
        foreach (var digest in blobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _blobs++;
            Try(() => _bytes += reader.Read(digest)?.Length ?? 0);
        }
    }

    private void CheckRelease(int index, SnapshotReader snapshots)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Try(() =>
        {
            var release = log.Read(index);
            if (!forgotten().Contains(release.Record.Generation) && _snapshots.Add(release.SnapshotId))
                CheckComplete(release, snapshots.ReadManifest(release.SnapshotId));
        });
    }

    private void CheckComplete(Release release, Manifest manifest)
    {
        var missing = manifest.Parts.Where(part => !packs.Contains(part.Digest)).Select(part => $"part '{part.Name}'")
            .Concat(manifest.Inputs.Where(input => !packs.Contains(input.Digest)).Select(input => $"input '{input.Name}'"))
            .ToArray();
        if (missing.Length > 0)
            Note($"Release {release.Record.Generation} lacks {missing[0]} and {missing.Length - 1} more, which are in none of the packs.");
    }

    private void Try(Action check)
    {
        try
        {
            check();
        }
        catch (Exception damage) when (damage is StoreDamagedException or StoreUnavailableException)
        {
            Note(damage.Message);
        }
    }

    // A pack that is damaged as a whole says the same for each of its blobs.
    private void Note(string damage)
    {
        if (!_damages.Contains(damage))
            _damages.Add(damage);
    }
}
