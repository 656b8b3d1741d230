using System.Globalization;
using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Identities;
using Npgsql;
using NpgsqlTypes;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>
/// Locks all that a cascade writes, in one order for all cascades, and looks whether everything still is as it was planned, in one round
/// trip. Who wants to refer to a locked document waits, as its aliases are locked, too.
/// </summary>
internal static class CascadeLocks
{
    private const string LimitsSql = """
        SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true),
            set_config('idle_in_transaction_session_timeout', $2, true), set_config('jit', 'off', true)
        """;

    private const string DocumentsSql = """
        SELECT count(*) FILTER (WHERE locked.version = locked.planned) FROM (
            SELECT d.xmin AS version, k.version AS planned
            FROM unnest($1, $2, $3) AS k (p, id, version) JOIN dms.document d ON d.documentpartitionkey = k.p AND d.id = k.id
            ORDER BY k.p, k.id
            FOR NO KEY UPDATE OF d) locked
        """;

    private const string AliasesSql = """
        SELECT count(*) FILTER (WHERE locked.referentialid = locked.planned) FROM (
            SELECT a.referentialid, k.planned
            FROM unnest($1, $2, $3) AS k (p, id, planned) JOIN dms.alias a ON a.referentialpartitionkey = k.p AND a.id = k.id
            ORDER BY k.p, k.id
            FOR UPDATE OF a) locked
        """;

    private const string ReferrersSql = """
        SELECT count(*) FROM (
            SELECT DISTINCT r.parentdocumentpartitionkey, r.parentdocumentid, k.p, k.id
            FROM unnest($1, $2) AS k (p, id)
            JOIN dms.reference r ON r.referenceddocumentpartitionkey = k.p AND r.referenceddocumentid = k.id) edges
        """;

    private const string ConflictSql = """
        SELECT k.n FROM unnest($1, $2) WITH ORDINALITY AS k (p, id, n)
        JOIN dms.alias a ON a.referentialpartitionkey = k.p AND a.referentialid = k.id
        LIMIT 1
        """;

    /// <returns>Whether everything is as planned, and the new identity that another document has already; null when none has.</returns>
    public static async Task<(bool IsAsPlanned, DocumentIdentity? Taken)> TakeAsync(
        NpgsqlConnection connection, CascadeChange change, CascadeOptions options, CancellationToken cancellationToken)
    {
        var (plan, aliases) = (change.Plan, change.Aliases);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Limits(options), Documents(plan.Documents) } };
        if (plan.Moved.Count > 0)
        {
            batch.BatchCommands.Add(Aliases(aliases));
            batch.BatchCommands.Add(Referrers(plan.Moved));
            batch.BatchCommands.Add(Conflict(aliases));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        if (await CountAsync(reader, cancellationToken) != plan.Documents.Count)
            return (false, null);
        if (plan.Moved.Count == 0)
            return (true, null);
        if (await CountAsync(reader, cancellationToken) != aliases.Count || await CountAsync(reader, cancellationToken) != plan.Edges)
            return (false, null);
        var taken = await reader.ReadAsync(cancellationToken) ? aliases[(int)reader.GetInt64(0) - 1].Identity : null;
        return (true, taken);
    }

    private static async Task<long> CountAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var count = reader.GetInt64(0);
        await reader.NextResultAsync(cancellationToken);
        return count;
    }

    private static NpgsqlBatchCommand Limits(CascadeOptions options) =>
        Parameters.Command(LimitsSql, Milliseconds(options.LockTimeout), Milliseconds(options.StatementTimeout));

    private static NpgsqlBatchCommand Documents(IReadOnlyCollection<CascadeDocument> documents) => Parameters.Command(
        DocumentsSql,
        Parameters.Partitions(documents.Select(document => document.Key)),
        Parameters.Ids(documents.Select(document => document.Key)),
        Parameters.Of(documents.Select(document => document.Version).ToArray(), NpgsqlDbType.Xid));

    private static NpgsqlBatchCommand Aliases(IReadOnlyList<AliasMove> aliases) => Parameters.Command(
        AliasesSql,
        Parameters.Shorts(aliases.Select(alias => alias.Stored.Partition)),
        Parameters.Longs(aliases.Select(alias => alias.Stored.Id)),
        Parameters.Uuids(aliases.Select(alias => alias.Stored.ReferentialId)));

    private static NpgsqlBatchCommand Referrers(IReadOnlyList<CascadeDocument> moved) => Parameters.Command(
        ReferrersSql,
        Parameters.Partitions(moved.Select(document => document.Key)),
        Parameters.Ids(moved.Select(document => document.Key)));

    private static NpgsqlBatchCommand Conflict(IReadOnlyList<AliasMove> aliases) => Parameters.Command(
        ConflictSql,
        Parameters.Shorts(aliases.Select(alias => PartitionKey.Of(alias.ReferentialId))),
        Parameters.Uuids(aliases.Select(alias => alias.ReferentialId)));

    private static NpgsqlParameter Milliseconds(TimeSpan time) =>
        new() { Value = ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) };
}
