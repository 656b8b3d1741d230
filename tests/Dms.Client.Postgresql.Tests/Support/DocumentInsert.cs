using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>What DMS writes for a new document, statement by statement.</summary>
internal static class DocumentInsert
{
    public static async Task<StoredDocument> RunAsync(NpgsqlConnection connection, ApiSchema schema, ResourceSchema resource, string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var document = parsed.RootElement;
        var identity = DocumentIdentity.Read(schema.ProjectOf(resource), resource, document);
        var security = DocumentSecurityElements.Read(resource, document);
        var uuid = Guid.NewGuid();
        var partition = PartitionKey.Of(uuid);
        var id = await InsertDocumentAsync(connection, schema.ProjectOf(resource), resource, uuid, json, security);
        await InsertAliasAsync(connection, identity.ToReferentialId(), id, partition);
        if (identity.OfSuperclass(resource) is { } above)
            await InsertAliasAsync(connection, above.ToReferentialId(), id, partition);
        await InsertSecurableAsync(connection, "student", security.Student, id, partition);
        await InsertSecurableAsync(connection, "contact", security.Contact, id, partition);
        await InsertSecurableAsync(connection, "staff", security.Staff, id, partition);
        await InsertHierarchyAsync(connection, identity, resource, document, id, partition);
        await InsertReferencesAsync(connection, ReferencesOf.Document(schema, resource, document), id, partition);
        return new StoredDocument(id, partition, uuid, identity.ToReferentialId());
    }

    private static async Task<long> InsertDocumentAsync(
        NpgsqlConnection connection, ProjectSchema project, ResourceSchema resource, Guid uuid, string json, DocumentSecurityElements security)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO dms.document (documentpartitionkey, documentuuid, resourcename, resourceversion, isdescriptor, projectname, edfidoc,
                securityelements, studentschoolauthorizationedorgids, studentedorgresponsibilityauthorizationids,
                contactstudentschoolauthorizationedorgids, staffeducationorganizationauthorizationedorgids, lastmodifiedtraceid)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
                (SELECT jsonb_agg(DISTINCT e) FROM dms.studentschoolassociationauthorization a,
                    jsonb_array_elements(a.studentschoolauthorizationeducationorganizationids) e WHERE a.studentuniqueid = $9),
                (SELECT jsonb_agg(DISTINCT e) FROM dms.studenteducationorganizationresponsibilityauthorization a,
                    jsonb_array_elements(a.studentedorgresponsibilityauthorizationedorgids) e WHERE a.studentuniqueid = $9),
                (SELECT jsonb_agg(DISTINCT e) FROM dms.contactstudentschoolauthorization a,
                    jsonb_array_elements(a.contactstudentschoolauthorizationeducationorganizationids) e WHERE a.contactuniqueid = $10),
                (SELECT jsonb_agg(DISTINCT e) FROM dms.staffeducationorganizationauthorization a,
                    jsonb_array_elements(a.staffeducationorganizationauthorizationedorgids) e WHERE a.staffuniqueid = $11),
                'test')
            RETURNING id
            """, connection);
        command.Parameters.Add(new() { Value = PartitionKey.Of(uuid) });
        command.Parameters.Add(new() { Value = uuid });
        command.Parameters.Add(new() { Value = resource.ResourceName });
        command.Parameters.Add(new() { Value = project.ResourceVersion });
        command.Parameters.Add(new() { Value = resource.IsDescriptor });
        command.Parameters.Add(new() { Value = project.ProjectName });
        command.Parameters.Add(new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = security.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = security.Student.FirstOrDefault("") });
        command.Parameters.Add(new() { Value = security.Contact.FirstOrDefault("") });
        command.Parameters.Add(new() { Value = security.Staff.FirstOrDefault("") });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Task InsertAliasAsync(NpgsqlConnection connection, Guid referentialId, long id, short partition) => ExecuteAsync(
        connection,
        "INSERT INTO dms.alias (referentialpartitionkey, referentialid, documentid, documentpartitionkey) VALUES ($1, $2, $3, $4)",
        PartitionKey.Of(referentialId), referentialId, id, partition);

    private static async Task InsertSecurableAsync(
        NpgsqlConnection connection, string kind, IEnumerable<string> people, long id, short partition)
    {
        if (people.FirstOrDefault() is { } person)
            await ExecuteAsync(
                connection,
                $"INSERT INTO dms.{kind}securabledocument ({kind}uniqueid, {kind}securabledocumentid, {kind}securabledocumentpartitionkey) "
                + "VALUES ($1, $2, $3)",
                person, id, partition);
    }

    private static async Task InsertHierarchyAsync(
        NpgsqlConnection connection, DocumentIdentity identity, ResourceSchema resource, JsonElement document, long id, short partition)
    {
        if (resource.SuperclassResourceName != "EducationOrganization")
            return;
        var parent = document.TryGetProperty("localEducationAgencyReference", out var reference)
            ? (object)reference.GetProperty("localEducationAgencyId").GetInt64()
            : DBNull.Value;
        await ExecuteAsync(
            connection,
            """
            INSERT INTO dms.educationorganizationhierarchy
                (projectname, resourcename, educationorganizationid, parentid, documentid, documentpartitionkey)
            VALUES ($1, $2, $3, (SELECT id FROM dms.educationorganizationhierarchy WHERE educationorganizationid = $4), $5, $6)
            """,
            identity.ProjectName, identity.ResourceName, long.Parse(identity.Elements[0].Value), parent, id, partition);
    }

    private static async Task InsertReferencesAsync(NpgsqlConnection connection, Guid[] references, long id, short partition)
    {
        if (references.Length == 0)
            return;
        await using var command = new NpgsqlCommand("SELECT referentialid FROM dms.insertreferences($1, $2, $3, $4)", connection);
        command.Parameters.Add(new() { Value = references.Select(_ => id).ToArray() });
        command.Parameters.Add(new() { Value = references.Select(_ => partition).ToArray() });
        command.Parameters.Add(new() { Value = references });
        command.Parameters.Add(new() { Value = references.Select(PartitionKey.Of).ToArray() });
        if (await command.ExecuteScalarAsync() is Guid missing)
            throw new InvalidOperationException($"No document has the referential id {missing}.");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Bigint } : new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
