using System.Runtime.InteropServices;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Npgsql;

namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>Reads what a plan needs: whole sets, each in one round trip and outside of any transaction.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="bodies">Holds the documents.</param>
internal sealed class CascadeReader(NpgsqlConnection connection, BodyBuffer bodies)
{
    private const string RootSql = """
        SELECT documentpartitionkey, id, documentuuid, xmin, projectname, resourcename, convert_to(edfidoc::text, 'UTF8')
        FROM dms.document WHERE documentpartitionkey = $1 AND documentuuid = $2
        """;

    private const string DocumentsSql = """
        SELECT d.documentpartitionkey, d.id, d.documentuuid, d.xmin, d.projectname, d.resourcename, convert_to(d.edfidoc::text, 'UTF8')
        FROM unnest($1, $2) AS k (p, id) JOIN dms.document d ON d.documentpartitionkey = k.p AND d.id = k.id
        """;

    private const string ReferrersSql = """
        SELECT DISTINCT r.parentdocumentpartitionkey, r.parentdocumentid, k.n
        FROM unnest($1, $2) WITH ORDINALITY AS k (p, id, n)
        JOIN dms.reference r ON r.referenceddocumentpartitionkey = k.p AND r.referenceddocumentid = k.id
        LIMIT $3
        """;

    private const string AliasesSql = """
        SELECT a.referentialpartitionkey, a.id, a.referentialid, k.n
        FROM unnest($1, $2) WITH ORDINALITY AS k (p, id, n)
        JOIN dms.alias a ON a.documentpartitionkey = k.p AND a.documentid = k.id
        ORDER BY a.id
        """;

    /// <summary>The document that is to be changed; null when there is none.</summary>
    public async Task<StoredRow?> ReadRootAsync(short partition, Guid uuid, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(RootSql, connection)
        {
            Parameters = { new() { Value = partition }, new() { Value = uuid } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? RowOf(reader) : null;
    }

    /// <summary>The documents with these keys, as far as they still exist.</summary>
    public async Task<List<StoredRow>> ReadDocumentsAsync(IReadOnlyCollection<DocumentKey> keys, CancellationToken cancellationToken)
    {
        var rows = new List<StoredRow>(keys.Count);
        await using var command = new NpgsqlCommand(DocumentsSql, connection)
        {
            Parameters = { Parameters.Partitions(keys), Parameters.Ids(keys) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(RowOf(reader));
        return rows;
    }

    /// <summary>Who refers to these documents, at most so many times; their aliases are added to them.</summary>
    public async Task<List<ReferenceEdge>> ReadReferrersAsync(
        IReadOnlyList<CascadeDocument> documents, long limit, CancellationToken cancellationToken)
    {
        DocumentKey[] keys = [.. documents.Select(document => document.Key)];
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Parameters.Command(ReferrersSql, Parameters.Partitions(keys), Parameters.Ids(keys), new() { Value = limit }),
                Parameters.Command(AliasesSql, Parameters.Partitions(keys), Parameters.Ids(keys)),
            },
        };
        var edges = new List<ReferenceEdge>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            edges.Add(new ReferenceEdge(KeyOf(reader), (int)reader.GetInt64(2) - 1));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            documents[(int)reader.GetInt64(3) - 1].Aliases.Add(
                new StoredAlias(reader.GetInt16(0), reader.GetInt64(1), reader.GetGuid(2)));
        }

        return edges;
    }

    private StoredRow RowOf(NpgsqlDataReader reader) => new(
        KeyOf(reader), reader.GetGuid(2), reader.GetFieldValue<uint>(3), reader.GetString(4), reader.GetString(5),
        BodyOf(reader));

    private ReadOnlyMemory<byte> BodyOf(NpgsqlDataReader reader)
    {
        var body = bodies.Take((int)reader.GetBytes(6, 0, null, 0, 0));
        MemoryMarshal.TryGetArray<byte>(body, out var place);
        reader.GetBytes(6, 0, place.Array, place.Offset, place.Count);
        return body;
    }

    private static DocumentKey KeyOf(NpgsqlDataReader reader) => new(reader.GetInt16(0), reader.GetInt64(1));
}
