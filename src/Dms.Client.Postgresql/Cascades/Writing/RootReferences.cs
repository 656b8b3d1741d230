using System.Collections.Immutable;
using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Identities;
using Npgsql;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>Notes what the changed document refers to, and nothing that it no longer refers to.</summary>
internal static class RootReferences
{
    private const string DeleteSql = "DELETE FROM dms.reference WHERE parentdocumentpartitionkey = $1 AND parentdocumentid = $2";

    private const string InsertSql = """
        INSERT INTO dms.reference (
            parentdocumentpartitionkey, parentdocumentid, referenceddocumentpartitionkey, referenceddocumentid,
            referentialpartitionkey, referentialid)
        SELECT $1, $2, a.documentpartitionkey, a.documentid, a.referentialpartitionkey, a.referentialid
        FROM unnest($3, $4) AS k (p, id) JOIN dms.alias a ON a.referentialpartitionkey = k.p AND a.referentialid = k.id
        """;

    private const string MissingSql = """
        SELECT k.id FROM unnest($1, $2) AS k (p, id)
        WHERE NOT EXISTS (SELECT FROM dms.alias a WHERE a.referentialpartitionkey = k.p AND a.referentialid = k.id)
        """;

    /// <summary>Commands of which the last returns the referential ids that no document has.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Replace(
        DocumentKey root, ImmutableArray<Guid> references, IReadOnlyCollection<AliasMove> renamed)
    {
        var names = renamed.ToDictionary(alias => alias.Stored.ReferentialId, alias => alias.ReferentialId);
        Guid[] ids = [.. references.Select(id => names.GetValueOrDefault(id, id)).Distinct()];
        yield return Parameters.Command(DeleteSql, Key(root));
        yield return Parameters.Command(InsertSql, [.. Key(root), .. Ids(ids)]);
        yield return Parameters.Command(MissingSql, Ids(ids));
    }

    private static NpgsqlParameter[] Key(DocumentKey key) => [new() { Value = key.Partition }, new() { Value = key.Id }];

    private static NpgsqlParameter[] Ids(Guid[] ids) => [Parameters.Shorts(ids.Select(PartitionKey.Of)), Parameters.Uuids(ids)];
}
