using System.Text.Json;
using Npgsql;

namespace MiniDms.Investigated;

/// <summary>
/// The questions of authorization. As DMS's <c>PostgresqlAuthorizationRepository</c>, each takes a connection and a transaction of its
/// own, which is rolled back, while the request keeps its connection out of the same pool: finding 2, and what is behind it, that as
/// many requests as the pool has connections wait for each other. Only what is stored with a document is asked over the request's own.
/// </summary>
internal sealed class AuthorizationQueries(NpgsqlDataSource dataSource)
{
    private const string AncestorsSql = """
        WITH RECURSIVE above (id, educationorganizationid, parentid) AS (
            SELECT h.id, h.educationorganizationid, h.parentid FROM dms.educationorganizationhierarchy h
            WHERE h.educationorganizationid = ANY($1)
            UNION ALL
            SELECT h.id, h.educationorganizationid, h.parentid FROM above JOIN dms.educationorganizationhierarchy h ON h.id = above.parentid
        )
        SELECT jsonb_agg(educationorganizationid::text)::text FROM above
        """;

    /// <summary>An organization and all above it.</summary>
    public async Task<long[]> AncestorsAsync(long organization, CancellationToken cancellationToken) =>
        Parse(await AskAsync(AncestorsSql, new[] { organization }, cancellationToken));

    /// <summary>The organizations that a person leads to.</summary>
    public async Task<long[]> OrganizationsAsync(PersonLookup lookup, string person, CancellationToken cancellationToken) =>
        Parse(await AskAsync(lookup.Sql, person, cancellationToken));

    /// <summary>The same over the request's own connection, in its transaction.</summary>
    public static async Task<long[]> OrganizationsAsync(
        NpgsqlConnection connection, PersonLookup lookup, string person, CancellationToken cancellationToken) =>
        Parse(await AskAsync(connection, lookup.Sql, person, cancellationToken));

    private async Task<string?> AskAsync(string sql, object subject, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return await AskAsync(connection, sql, subject, cancellationToken);
    }

    private static async Task<string?> AskAsync(
        NpgsqlConnection connection, string sql, object subject, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = subject } } };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static long[] Parse(string? json) => json is null
        ? []
        : [.. JsonSerializer.Deserialize<JsonElement>(json).Deserialize<string[]>()!.Select(long.Parse)];
}
