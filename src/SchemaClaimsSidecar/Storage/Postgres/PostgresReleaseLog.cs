using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// The table of releases. Each row carries a checksum over itself and all before it, so that none can be edited, removed or moved
/// without its followers telling.
/// </summary>
internal static class PostgresReleaseLog
{
    /// <summary>The newest release; null when there is none.</summary>
    public static async Task<LoggedRelease?> ReadNewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, 1, cancellationToken)).FirstOrDefault();

    /// <summary>The releases, newest first, at most so many.</summary>
    /// <exception cref="StoreDamagedException">One of them is not what was written.</exception>
    public static async Task<IReadOnlyList<LoggedRelease>> ReadAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        // One more, for the checksum that the last one follows.
        var rows = await ReadRowsAsync(connection, (long)limit + 1, cancellationToken);
        var releases = new LoggedRelease[Math.Min(limit, rows.Count)];
        for (var i = releases.Length - 1; i >= 0; i--)
            releases[i] = rows[i].Check(i + 1 < rows.Count ? rows[i + 1] : null);
        return releases;
    }

    /// <summary>All releases, oldest first, as far as they are sound; what is wrong with the others is noted.</summary>
    public static async Task<(long Count, IReadOnlyList<LoggedRelease> Sound)> ReadAllAsync(
        NpgsqlConnection connection, List<string> damages, CancellationToken cancellationToken)
    {
        var rows = await ReadRowsAsync(connection, limit: null, cancellationToken);
        var sound = new List<LoggedRelease>();
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            try
            {
                sound.Add(rows[i].Check(i + 1 < rows.Count ? rows[i + 1] : null));
            }
            catch (StoreDamagedException damage)
            {
                damages.Add(damage.Message);
            }
        }

        return (rows.Count, sound);
    }

    /// <summary>The release that a request has made; null when it has made none.</summary>
    public static async Task<Release?> FindAsync(NpgsqlConnection connection, Guid requestId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT content FROM schemaclaims.release WHERE request_id = $1", connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = requestId } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] content ? SignedRelease.Read(content) : null;
    }

    /// <summary>Whether any release that is not forgotten has this snapshot.</summary>
    public static async Task<bool> NamesAsync(NpgsqlConnection connection, Digest snapshotId, CancellationToken cancellationToken)
    {
        const string Sql =
            $"SELECT EXISTS (SELECT FROM schemaclaims.release r WHERE snapshot_id = $1 AND NOT {PostgresForgotten.IsForgotten})";
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new NpgsqlParameter<byte[]> { TypedValue = snapshotId.ToBytes() } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The snapshots of the releases that are not forgotten.</summary>
    public static async Task<IReadOnlyList<Digest>> ReadSnapshotIdsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT DISTINCT snapshot_id FROM schemaclaims.release r WHERE NOT {PostgresForgotten.IsForgotten}";
        var ids = new List<Digest>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(Digest.FromBytes(reader.GetFieldValue<byte[]>(0)));
        return ids;
    }

    /// <summary>Appends a release, and tells whoever listens; both count only once the transaction is committed.</summary>
    public static async Task AppendAsync(
        NpgsqlConnection connection, Release release, LoggedRelease? newest, Guid requestId, CancellationToken cancellationToken)
    {
        var content = SignedRelease.Write(release);
        var checksum = ReleaseLine.Chain(newest?.Checksum ?? ReleaseLine.Root(release.Record.Epoch), content.Span);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    "INSERT INTO schemaclaims.release (generation, snapshot_id, checksum, content, request_id) VALUES ($1, $2, $3, $4, $5)")
                {
                    Parameters =
                    {
                        new NpgsqlParameter<long> { TypedValue = release.Record.Generation },
                        new NpgsqlParameter<byte[]> { TypedValue = release.SnapshotId.ToBytes() },
                        new NpgsqlParameter<byte[]> { TypedValue = checksum.ToBytes() },
                        new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = content },
                        new NpgsqlParameter<Guid> { TypedValue = requestId },
                    },
                },
                new NpgsqlBatchCommand("SELECT pg_notify('schemaclaims', $1::text)")
                {
                    Parameters = { new NpgsqlParameter<long> { TypedValue = release.Record.Generation } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<ReleaseRow>> ReadRowsAsync(NpgsqlConnection connection, long? limit, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT generation, snapshot_id, checksum, content FROM schemaclaims.release ORDER BY generation DESC LIMIT $1";
        var rows = new List<ReleaseRow>();
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new NpgsqlParameter { Value = (object?)limit ?? DBNull.Value, DataTypeName = "bigint" } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new ReleaseRow(
                reader.GetInt64(0), Digest.FromBytes(reader.GetFieldValue<byte[]>(1)), Digest.FromBytes(reader.GetFieldValue<byte[]>(2)),
                reader.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }
}
