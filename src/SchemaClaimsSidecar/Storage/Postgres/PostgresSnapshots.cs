using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>Puts stored snapshots together again.</summary>
internal sealed class PostgresSnapshots(PostgresBlobs blobs)
{
    /// <param name="connection">Where to read.</param>
    /// <param name="snapshotId">A snapshot that a release published.</param>
    /// <param name="inMemory">A snapshot whose parts need not be read again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StoreDamagedException">The manifest or a part is not what was written.</exception>
    public async Task<Snapshot> ReadAsync(
        NpgsqlConnection connection, Digest snapshotId, Snapshot? inMemory, CancellationToken cancellationToken)
    {
        if (inMemory?.Id == snapshotId)
            return inMemory;
        var manifest = await ReadManifestAsync(connection, snapshotId, cancellationToken);
        var lacking = manifest.Parts.Select(part => part.Digest).Where(digest => inMemory is null || !inMemory.TryGetPart(digest, out _));
        var read = await blobs.ReadAsync(connection, lacking, cancellationToken);
        return new Snapshot(manifest, [.. manifest.Parts.Select(part => new Part(part.Name, part.Digest, ContentOf(part)))]);

        ReadOnlyMemory<byte> ContentOf(ManifestPart part) =>
            inMemory is not null && inMemory.TryGetPart(part.Digest, out var held) ? held.Content
            : read.TryGetValue(part.Digest, out var content) ? content
            : throw Missing(snapshotId, $"part '{part.Name}' ({part.Digest})");
    }

    /// <exception cref="StoreDamagedException">The manifest is not what was written.</exception>
    public async Task<Manifest> ReadManifestAsync(NpgsqlConnection connection, Digest snapshotId, CancellationToken cancellationToken)
    {
        var read = await blobs.ReadAsync(connection, [snapshotId], cancellationToken);
        try
        {
            return read.TryGetValue(snapshotId, out var bytes) ? ManifestReader.Read(bytes) : throw Missing(snapshotId, "the manifest");
        }
        catch (InvalidDataException unreadable)
        {
            throw new StoreDamagedException($"Snapshot {snapshotId} cannot be used: {unreadable.Message}", unreadable);
        }
    }

    private static StoreDamagedException Missing(Digest snapshotId, string what) => new(
        $"Snapshot {snapshotId} is incomplete: {what} is not in the table schemaclaims.blob. "
        + "Restore the database from a backup, or publish the schema and the claims again.");
}
