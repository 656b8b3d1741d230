using System.Text;
using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Bench.Authorization;

/// <summary>
/// A POST that updates a document as DMS of 2025 does it: one command after the other, each relationship asked over a connection of its
/// own while that of the request is held, and asked again for what is stored.
/// </summary>
internal static class ServiceUpdate
{
    private const string StudentSchool =
        """
        SELECT jsonb_agg(DISTINCT ids.value) FROM dms.studentschoolassociationauthorization a
        CROSS JOIN jsonb_array_elements(a.studentschoolauthorizationeducationorganizationids) ids WHERE a.studentuniqueid = $1
        """;

    private const string StudentResponsibility =
        """
        SELECT jsonb_agg(DISTINCT ids.value) FROM dms.studenteducationorganizationresponsibilityauthorization a
        CROSS JOIN jsonb_array_elements(a.studentedorgresponsibilityauthorizationedorgids) ids WHERE a.studentuniqueid = $1
        """;

    private const string Ancestors =
        """
        WITH RECURSIVE above (id, educationorganizationid, parentid) AS (
            SELECT h.id, h.educationorganizationid, h.parentid FROM dms.educationorganizationhierarchy h
            WHERE h.educationorganizationid = ANY($1)
            UNION ALL
            SELECT h.id, h.educationorganizationid, h.parentid FROM above JOIN dms.educationorganizationhierarchy h ON h.id = above.parentid
        )
        SELECT jsonb_agg(educationorganizationid) FROM above
        """;

    public static async Task<bool> RunAsync(
        NpgsqlDataSource dataSource, ApiSchema schema, ResourceSchema resource, string json, long organization)
    {
        using var document = JsonDocument.Parse(json);
        var elements = DocumentSecurityElements.Read(resource, document.RootElement);
        var student = elements.Student[0];
        var referentialId = DocumentIdentity.Read(schema.ProjectOf(resource), resource, document.RootElement).ToReferentialId();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (id, partition) = await FindAsync(connection, referentialId);
        var ancestors = await Task.WhenAll(
            elements.EducationOrganization.Select(value => AskAsync(dataSource, Ancestors, new[] { value.Id })));
        var schools = await AskAsync(dataSource, StudentSchool, student);
        if (!ancestors.All(answer => Contains(answer, organization)) || !Contains(schools, organization))
            return false;

        var stored = await ScalarAsync(connection, StudentSchool, student);
        var responsible = await ScalarAsync(connection, StudentResponsibility, student);
        await ExecuteAsync(
            connection,
            """
            UPDATE dms.document SET edfidoc = $3, securityelements = $4, studentschoolauthorizationedorgids = $5,
                studentedorgresponsibilityauthorizationids = $6, lastmodifiedat = clock_timestamp()
            WHERE documentpartitionkey = $1 AND id = $2
            """,
            partition, id, Json(json), Json(Encoding.UTF8.GetString(elements.ToJson())), Json(stored), Json(responsible));
        var references = ReferencesOf.Document(schema, resource, document.RootElement);
        await ScalarAsync(
            connection, "SELECT referentialid::text FROM dms.insertreferences($1, $2, $3, $4)", references.Select(_ => id).ToArray(),
            references.Select(_ => partition).ToArray(), references, references.Select(PartitionKey.Of).ToArray());
        await ExecuteAsync(
            connection,
            "UPDATE dms.studentsecurabledocument SET studentuniqueid = $3 "
            + "WHERE studentsecurabledocumentpartitionkey = $1 AND studentsecurabledocumentid = $2",
            partition, id, student);
        await transaction.CommitAsync();
        return true;
    }

    private static async Task<(long Id, short Partition)> FindAsync(NpgsqlConnection connection, Guid referentialId)
    {
        await using var command = CommandOf(
            connection,
            """
            SELECT d.id, d.documentpartitionkey FROM dms.alias a
            JOIN dms.document d ON d.documentpartitionkey = a.documentpartitionkey AND d.id = a.documentid
            WHERE a.referentialpartitionkey = $1 AND a.referentialid = $2 FOR NO KEY UPDATE OF d
            """,
            PartitionKey.Of(referentialId), referentialId);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt16(1));
    }

    private static async Task<string?> AskAsync(NpgsqlDataSource dataSource, string sql, object subject)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        return await ScalarAsync(connection, sql, subject);
    }

    private static bool Contains(string? organizations, long organization) =>
        organizations?.Contains(Reporting.Format.Invariant($"{organization}"), StringComparison.Ordinal) == true;

    private static async Task<string?> ScalarAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = CommandOf(connection, sql, values);
        return await command.ExecuteScalarAsync() as string;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = CommandOf(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand CommandOf(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }

    private static NpgsqlParameter Json(string? json) => new() { Value = (object?)json ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
