using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Identities;
using Npgsql;
using NpgsqlTypes;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>The statements that write a cascade: one for each table, split only where a message would become too large.</summary>
internal sealed class CascadeStatements(CascadeChange change)
{
    private const int MaxChunkBytes = 16 * 1024 * 1024;

    // PostgreSQL looks for the references to every alias that goes, and for the alias of every reference that changes, in all partitions
    // and by plans of its own. Left to itself it plans anew for each, or reads whole tables.
    private static readonly string[] PlansSql = ["SET LOCAL plan_cache_mode = force_generic_plan", "SET LOCAL enable_seqscan = off"];

    private const string AliasesSql = """
        UPDATE dms.alias a SET referentialpartitionkey = k.newp, referentialid = k.newid
        FROM unnest($1, $2, $3, $4) AS k (p, id, newp, newid)
        WHERE a.referentialpartitionkey = k.p AND a.id = k.id
        """;

    // To move a row between partitions costs more than to write it anew: as long as nothing refers to it, and its id tells nothing.
    private const string LooseAliasesSql = """
        WITH removed AS (
            DELETE FROM dms.alias a USING unnest($1, $2, $3, $4) AS k (p, id, newp, newid)
            WHERE a.referentialpartitionkey = k.p AND a.id = k.id
            RETURNING k.newp, k.newid, a.documentpartitionkey, a.documentid)
        INSERT INTO dms.alias (referentialpartitionkey, referentialid, documentpartitionkey, documentid)
        SELECT newp, newid, documentpartitionkey, documentid FROM removed
        """;

    private const string DocumentsSql = """
        UPDATE dms.document d SET edfidoc = k.body, securityelements = coalesce(k.security, d.securityelements),
            lastmodifiedat = clock_timestamp(), lastmodifiedtraceid = $5
        FROM unnest($1, $2, $3, $4) AS k (p, id, body, security)
        WHERE d.documentpartitionkey = k.p AND d.id = k.id
        """;

    private readonly CascadeDocument _root = change.Plan.Root;

    public IEnumerable<NpgsqlBatchCommand> Create()
    {
        // The changed document first: it may refer to itself by its new name, and to others by the name that they have until now.
        var ofRoot = change.Aliases.Where(alias => alias.Document == _root).ToArray();
        var others = change.Aliases.Where(alias => alias.Document != _root).ToLookup(IsLoose);
        foreach (var sql in change.Aliases.Count > 0 ? PlansSql : [])
            yield return new NpgsqlBatchCommand(sql);
        if (ofRoot.Length > 0)
            yield return Aliases(AliasesSql, ofRoot);
        if (!change.References.IsDefault)
        {
            foreach (var command in RootReferences.Replace(_root.Key, change.References, ofRoot))
                yield return command;
        }

        if (others.Contains(true))
            yield return Aliases(LooseAliasesSql, [.. others[true]]);
        if (others.Contains(false))
            yield return Aliases(AliasesSql, [.. others[false]]);
        foreach (var chunk in Chunks())
            yield return Documents(chunk);
        DocumentKey[] people = [.. change.Rewritten.Where(row => row.Document.HasOtherPerson).Select(row => row.Key)];
        if (people.Length == 0)
            yield break;
        foreach (var command in PersonRows.Follow(people))
            yield return command;
    }

    private static bool IsLoose(AliasMove alias) => alias.Document is { IsReferenced: false, Aliases.Count: 1 };

    private static NpgsqlBatchCommand Aliases(string sql, IReadOnlyList<AliasMove> aliases) => Parameters.Command(
        sql,
        Parameters.Shorts(aliases.Select(alias => alias.Stored.Partition)),
        Parameters.Longs(aliases.Select(alias => alias.Stored.Id)),
        Parameters.Shorts(aliases.Select(alias => PartitionKey.Of(alias.ReferentialId))),
        Parameters.Uuids(aliases.Select(alias => alias.ReferentialId)));

    private NpgsqlBatchCommand Documents(IReadOnlyList<(DocumentKey Key, RewrittenDocument Document)> rows) => Parameters.Command(
        DocumentsSql,
        Parameters.Partitions(rows.Select(row => row.Key)),
        Parameters.Ids(rows.Select(row => row.Key)),
        Parameters.Of(rows.Select(row => row.Document.Body).ToArray(), NpgsqlDbType.Jsonb),
        Parameters.Of(rows.Select(row => row.Document.SecurityElements).ToArray(), NpgsqlDbType.Jsonb),
        new NpgsqlParameter { Value = change.TraceId });

    private IEnumerable<List<(DocumentKey Key, RewrittenDocument Document)>> Chunks()
    {
        var (chunk, bytes) = (new List<(DocumentKey, RewrittenDocument)>(), 0);
        foreach (var row in change.Rewritten)
        {
            if (bytes > 0 && bytes + row.Document.Body.Length > MaxChunkBytes)
            {
                yield return chunk;
                (chunk, bytes) = ([], 0);
            }

            chunk.Add(row);
            bytes += row.Document.Body.Length;
        }

        yield return chunk;
    }
}
