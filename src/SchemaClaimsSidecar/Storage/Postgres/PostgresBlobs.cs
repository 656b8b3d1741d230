using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// The table of blobs. What is read is checked against its digest; what was found damaged is written anew when it comes again.
/// </summary>
internal sealed class PostgresBlobs
{
    /// <summary>What this process has seen sound. The database is not asked to hash these again.</summary>
    private readonly ConcurrentDictionary<Digest, bool> _sound = new();

    /// <summary>The bytes of those blobs that the table has.</summary>
    /// <exception cref="StoreDamagedException">The bytes of one are not what was written.</exception>
    public async Task<Dictionary<Digest, ReadOnlyMemory<byte>>> ReadAsync(
        NpgsqlConnection connection, IEnumerable<Digest> digests, CancellationToken cancellationToken)
    {
        var blobs = new Dictionary<Digest, ReadOnlyMemory<byte>>();
        byte[][] wanted = [.. digests.Distinct().Select(digest => digest.ToBytes())];
        await using var command = new NpgsqlCommand("SELECT digest, content FROM schemaclaims.blob WHERE digest = ANY ($1)", connection)
        {
            Parameters = { DigestsOf(wanted) },
        };
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var digest = Digest.FromBytes(reader.GetFieldValue<byte[]>(0));
                blobs[digest] = Check(digest, reader.GetFieldValue<byte[]>(1));
            }
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted)
        {
            throw new StoreDamagedException(
                $"The table schemaclaims.blob cannot be read: {error.MessageText}. Restore the database from a backup.", error);
        }

        return blobs;
    }

    /// <summary>The digests of all blobs.</summary>
    public static async Task<IReadOnlyList<Digest>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var digests = new List<Digest>();
        await using var command = new NpgsqlCommand("SELECT digest FROM schemaclaims.blob ORDER BY digest", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            digests.Add(Digest.FromBytes(reader.GetFieldValue<byte[]>(0)));
        return digests;
    }

    /// <summary>Which of these the table has, sound or not.</summary>
    public static Task<HashSet<Digest>> FindAsync(
        NpgsqlConnection connection, IEnumerable<Digest> digests, CancellationToken cancellationToken) =>
        FindAsync(connection, "SELECT digest FROM schemaclaims.blob WHERE digest = ANY ($1)", cancellationToken, digests);

    /// <summary>Writes those that the table lacks or has damaged.</summary>
    public async Task WriteMissingAsync(
        NpgsqlConnection connection, IReadOnlyCollection<PackBlob> blobs, CancellationToken cancellationToken)
    {
        var digests = blobs.Select(blob => blob.Digest).ToArray();
        var held = await FindAsync(
            connection,
            "SELECT digest FROM schemaclaims.blob WHERE digest = ANY ($1) AND (digest = ANY ($2) OR sha256(content) = digest)",
            cancellationToken, digests, digests.Where(_sound.ContainsKey));
        var missing = blobs.Where(blob => !held.Contains(blob.Digest)).ToArray();
        if (missing.Length == 0)
            return;
        await DeleteAsync(connection, missing.Select(blob => blob.Digest), cancellationToken);
        await using var import = await connection.BeginBinaryImportAsync(
            "COPY schemaclaims.blob (digest, content) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var blob in missing)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(blob.Digest.ToBytes(), NpgsqlDbType.Bytea, cancellationToken);
            await import.WriteAsync(blob.Content, NpgsqlDbType.Bytea, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <summary>Removes all others.</summary>
    public static async Task<StoreCollection> DeleteAllButAsync(
        NpgsqlConnection connection, IEnumerable<Digest> digests, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH gone AS (
              DELETE FROM schemaclaims.blob AS b WHERE NOT EXISTS (SELECT FROM unnest($1) AS needed (digest) WHERE needed.digest = b.digest)
              RETURNING octet_length(content)::bigint AS length)
            SELECT count(*), coalesce(sum(length), 0)::bigint FROM gone
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { DigestsOf([.. digests.Select(digest => digest.ToBytes())]) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new StoreCollection(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Remembers that the table has these, sound: once the transaction that wrote them is committed.</summary>
    public void NoteSound(IEnumerable<Digest> digests)
    {
        foreach (var digest in digests)
            _sound[digest] = true;
    }

    private ReadOnlyMemory<byte> Check(Digest digest, byte[] content)
    {
        if (Digest.Of(content) == digest)
        {
            _sound[digest] = true;
            return content;
        }

        _sound.TryRemove(digest, out _);
        throw new StoreDamagedException(
            $"Blob {digest} in the table schemaclaims.blob is damaged: its bytes are others than were written. Restore the database from "
            + "a backup, or publish the schema and the claims again: what is damaged is then written anew.");
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, IEnumerable<Digest> digests, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM schemaclaims.blob WHERE digest = ANY ($1)", connection)
        {
            Parameters = { DigestsOf([.. digests.Select(digest => digest.ToBytes())]) },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<HashSet<Digest>> FindAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params IEnumerable<Digest>[] digests)
    {
        var found = new HashSet<Digest>();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var list in digests)
            command.Parameters.Add(DigestsOf([.. list.Select(digest => digest.ToBytes())]));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(Digest.FromBytes(reader.GetFieldValue<byte[]>(0)));
        return found;
    }

    private static NpgsqlParameter DigestsOf(byte[][] digests) =>
        new() { Value = digests, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
