using Npgsql;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// Reads a whole store: every release, every blob, and whether every release that is not forgotten has all that it is made of.
/// </summary>
internal sealed class PostgresVerifier(PostgresBlobs blobs)
{
    private readonly List<string> _damages = [];

    public async Task<StoreVerification> VerifyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Releases first: whatever they need was there before them.
        var (releases, sound) = await PostgresReleaseLog.ReadAllAsync(connection, _damages, cancellationToken);
        var digests = await PostgresBlobs.ListAsync(connection, cancellationToken);
        var forgotten = await PostgresForgotten.ReadAsync(connection, cancellationToken);
        var bytes = 0L;
        foreach (var digest in digests)
        {
            await TryAsync(async () =>
            {
                var read = await blobs.ReadAsync(connection, [digest], cancellationToken);
                bytes += read.Values.Sum(blob => (long)blob.Length);
            });
        }

        var present = digests.ToHashSet();
        var kept = sound.Select(logged => logged.Release).Where(release => !forgotten.Contains(release.Record.Generation));
        foreach (var release in kept.DistinctBy(release => release.SnapshotId))
            await TryAsync(() => CheckCompleteAsync(connection, release, present, cancellationToken));
        return new StoreVerification(releases, digests.Count, bytes, _damages);
    }

    private async Task CheckCompleteAsync(
        NpgsqlConnection connection, Release release, HashSet<Digest> present, CancellationToken cancellationToken)
    {
        var manifest = await new PostgresSnapshots(blobs).ReadManifestAsync(connection, release.SnapshotId, cancellationToken);
        var missing = manifest.Parts.Where(part => !present.Contains(part.Digest)).Select(part => $"part '{part.Name}'")
            .Concat(manifest.Inputs.Where(input => !present.Contains(input.Digest)).Select(input => $"input '{input.Name}'"))
            .ToArray();
        if (missing.Length > 0)
        {
            Note(
                $"Release {release.Record.Generation} lacks {missing[0]} and {missing.Length - 1} more, "
                + "which are not in the table schemaclaims.blob.");
        }
    }

    private async Task TryAsync(Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (StoreDamagedException damage)
        {
            Note(damage.Message);
        }
    }

    private void Note(string damage)
    {
        if (!_damages.Contains(damage))
            _damages.Add(damage);
    }
}
