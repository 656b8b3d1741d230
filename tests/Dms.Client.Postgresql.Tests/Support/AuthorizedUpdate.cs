using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>A POST that updates a document which is there, with an authorization session: find, authorize, write, commit.</summary>
internal static class AuthorizedUpdate
{
    public static async Task<AuthorizationResult> RunAsync(
        NpgsqlDataSource dataSource, ApiSchema schema, ResourceSchema resource, string json, ClientAuthorizations client,
        params string[] strategies)
    {
        using var document = JsonDocument.Parse(json);
        var identity = DocumentIdentity.Read(schema.ProjectOf(resource), resource, document.RootElement).ToReferentialId();
        var elements = DocumentSecurityElements.Read(resource, document.RootElement);

        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (id, partition) = await FindAsync(connection, identity);

        using var session = new AuthorizationSession(connection);
        var result = await session.AuthorizeAsync(
            new AuthorizationRequest(
                resource, elements, client, [.. strategies.Select(name => new AuthorizationStrategy(name))], AuthorizationUse.Write),
            CancellationToken.None);
        if (!result.IsAuthorized)
            return result;

        var arrays = await session.GetArraysAsync(elements, CancellationToken.None);
        await WriteAsync(connection, id, partition, json, elements, arrays, ReferencesOf.Document(schema, resource, document.RootElement));
        session.Written(resource);
        await transaction.CommitAsync();
        return result;
    }

    private static async Task<(long Id, short Partition)> FindAsync(NpgsqlConnection connection, Guid referentialId)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT d.id, d.documentpartitionkey
            FROM dms.alias a
            JOIN dms.document d ON d.documentpartitionkey = a.documentpartitionkey AND d.id = a.documentid
            WHERE a.referentialpartitionkey = $1 AND a.referentialid = $2
            FOR NO KEY UPDATE OF d
            """, connection);
        command.Parameters.Add(new() { Value = PartitionKey.Of(referentialId) });
        command.Parameters.Add(new() { Value = referentialId });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? (reader.GetInt64(0), reader.GetInt16(1))
            : throw new InvalidOperationException($"No document has the referential id {referentialId}.");
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, long id, short partition, string json, DocumentSecurityElements elements,
        DocumentAuthorizationArrays arrays, Guid[] references)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            UPDATE dms.document
            SET edfidoc = $3, securityelements = $4, studentschoolauthorizationedorgids = $5, studentedorgresponsibilityauthorizationids = $6,
                contactstudentschoolauthorizationedorgids = $7, staffeducationorganizationauthorizationedorgids = $8,
                lastmodifiedat = clock_timestamp()
            WHERE documentpartitionkey = $1 AND id = $2
            """)
        {
            Parameters =
            {
                new() { Value = partition }, new() { Value = id }, Json(System.Text.Encoding.UTF8.GetBytes(json)), Json(elements.ToJson()),
                Json(arrays.StudentSchool), Json(arrays.StudentResponsibility), Json(arrays.ContactStudentSchool),
                Json(arrays.StaffEducationOrganization),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT referentialid FROM dms.insertreferences($1, $2, $3, $4)")
        {
            Parameters =
            {
                new() { Value = references.Select(_ => id).ToArray() }, new() { Value = references.Select(_ => partition).ToArray() },
                new() { Value = references }, new() { Value = references.Select(PartitionKey.Of).ToArray() },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            UPDATE dms.studentsecurabledocument SET studentuniqueid = $3
            WHERE studentsecurabledocumentpartitionkey = $1 AND studentsecurabledocumentid = $2
            """)
        {
            Parameters = { new() { Value = partition }, new() { Value = id }, new() { Value = elements.Student.FirstOrDefault("") } },
        });
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Json(ReadOnlyMemory<byte>? json) =>
        new() { Value = json is { } bytes ? bytes.ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
