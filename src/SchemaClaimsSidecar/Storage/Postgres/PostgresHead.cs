using System.Data;
using Npgsql;
using NpgsqlTypes;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>Reads what a store says now, in one statement, which sees one moment.</summary>
internal static class PostgresHead
{
    // A few rows by their keys. Whoever waits longer waits for a server that is away.
    private const int TimeoutInSeconds = 5;

    // The newest release and the one before it, whose checksum it follows.
    private const string Sql = """
        SELECT s.epoch,
          (SELECT k.content FROM schemaclaims.release k WHERE k.generation = $1),
          (SELECT extract(epoch FROM clock_timestamp() - c.confirmed_at)::float8 FROM schemaclaims.claims_confirmation c),
          r.generation, r.snapshot_id, r.checksum, r.content
        FROM schemaclaims.store s
        LEFT JOIN LATERAL (
          SELECT generation, snapshot_id, checksum, content FROM schemaclaims.release ORDER BY generation DESC LIMIT 2) r ON true
        ORDER BY r.generation DESC
        """;

    /// <exception cref="StoreDamagedException">The store does not say which history it holds, or its newest release is damaged.</exception>
    public static async Task<StoreHead> ReadAsync(NpgsqlConnection connection, long? known, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            CommandTimeout = TimeoutInSeconds,
            Parameters = { new NpgsqlParameter { Value = (object?)known ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw new StoreDamagedException(
                "The row of the table schemaclaims.store is gone. Restore it from a backup, "
                + "or drop the schema schemaclaims to begin a new history.");
        }

        var head = new StoreHead(reader.GetString(0), null, ReadKnown(reader), ReadAge(reader));
        var newest = ReadRow(reader);
        var before = newest is not null && await reader.ReadAsync(cancellationToken) ? ReadRow(reader) : null;
        return head with { Newest = newest is null ? null : Check(newest.Check(before).Release, head.Epoch!) };
    }

    private static Release? ReadKnown(IDataRecord reader)
    {
        try
        {
            return reader.IsDBNull(1) ? null : SignedRelease.Read((byte[])reader.GetValue(1));
        }
        catch (InvalidDataException unreadable)
        {
            throw new StoreDamagedException($"A release in the table schemaclaims.release is damaged: {unreadable.Message}", unreadable);
        }
    }

    private static TimeSpan? ReadAge(IDataRecord reader) =>
        reader.IsDBNull(2) ? null : TimeSpan.FromSeconds(Math.Max(0, reader.GetDouble(2)));

    private static ReleaseRow? ReadRow(NpgsqlDataReader reader) => reader.IsDBNull(3) ? null : new ReleaseRow(
        reader.GetInt64(3), Digest.FromBytes(reader.GetFieldValue<byte[]>(4)), Digest.FromBytes(reader.GetFieldValue<byte[]>(5)),
        reader.GetFieldValue<byte[]>(6));

    private static Release Check(Release newest, string epoch) => newest.Record.Epoch == epoch ? newest : throw new StoreDamagedException(
        $"The table schemaclaims.store names the history '{epoch}', but the newest release, {newest.Record.Generation}, belongs to "
        + $"'{newest.Record.Epoch}'. Restore the database from a backup.");
}
