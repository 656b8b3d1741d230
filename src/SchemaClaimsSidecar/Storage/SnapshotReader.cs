using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Puts a stored snapshot together again.</summary>
internal sealed class SnapshotReader(BlobReader blobs)
{
    /// <param name="snapshotId">A snapshot that a release published.</param>
    /// <param name="inMemory">A snapshot whose parts need not be read again.</param>
    /// <exception cref="StoreDamagedException">The manifest or a part is not what was written.</exception>
    public Snapshot Read(Digest snapshotId, Snapshot? inMemory)
    {
        var manifest = ReadManifest(snapshotId);
        var parts = new Part[manifest.Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var named = manifest.Parts[i];
            var content = inMemory is not null && inMemory.TryGetPart(named.Digest, out var held) ? held.Content : blobs.Read(named.Digest);
            parts[i] = new Part(named.Name, named.Digest, content ?? throw Missing(snapshotId, $"part '{named.Name}' ({named.Digest})"));
        }

        return new Snapshot(manifest, parts);
    }

    /// <exception cref="StoreDamagedException">The manifest is not what was written.</exception>
    public Manifest ReadManifest(Digest snapshotId)
    {
        var bytes = blobs.Read(snapshotId) ?? throw Missing(snapshotId, "the manifest");
        try
        {
            return ManifestReader.Read(bytes);
        }
        catch (InvalidDataException unreadable)
        {
            throw new StoreDamagedException($"Snapshot {snapshotId} cannot be used: {unreadable.Message}", unreadable);
        }
    }

    private static StoreDamagedException Missing(Digest snapshotId, string what) => new(
        $"Snapshot {snapshotId} is incomplete: {what} is in none of the packs. "
        + "Restore the packs from a backup, or publish the schema and the claims again.");
}
