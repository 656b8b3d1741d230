using System.Data;
using Npgsql;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// Forgets snapshots and removes what no other release needs, in one transaction that no publication is beside. May be run again after
/// any failure.
/// </summary>
internal sealed class PostgresCollector(ForgottenReleases asked, string epoch, PostgresBlobs blobs, TimeSpan timeout)
{
    /// <exception cref="ArgumentException">The newest release is among them.</exception>
    /// <exception cref="HistoryReplacedException">The database holds another history.</exception>
    /// <exception cref="StoreDamagedException">What is damaged cannot tell what it needs; nothing was removed.</exception>
    public async Task<StoreCollection> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await StoreRow.LockAsync(connection, epoch, timeout, cancellationToken);
        if (await PostgresReleaseLog.ReadNewestAsync(connection, cancellationToken) is { Release: var newest }
            && asked.Contains(newest.Record.Generation))
            throw new ArgumentException($"Release {newest.Record.Generation} is the newest.");

        var before = await PostgresForgotten.ReadAsync(connection, cancellationToken);
        var forgotten = before.And(asked);
        if (!forgotten.SaysTheSameAs(before))
            await PostgresForgotten.WriteAsync(connection, forgotten, cancellationToken);
        var needed = await FindNeededAsync(connection, cancellationToken);
        var collection = await PostgresBlobs.DeleteAllButAsync(connection, needed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return collection;
    }

    private async Task<HashSet<Digest>> FindNeededAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var snapshots = new PostgresSnapshots(blobs);
        var needed = new HashSet<Digest>();
        foreach (var snapshot in await PostgresReleaseLog.ReadSnapshotIdsAsync(connection, cancellationToken))
        {
            needed.Add(snapshot);
            needed.UnionWith((await snapshots.ReadManifestAsync(connection, snapshot, cancellationToken)).Blobs);
        }

        return needed;
    }
}
