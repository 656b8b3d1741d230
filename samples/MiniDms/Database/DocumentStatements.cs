using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using MiniDms.Documents;
using Npgsql;
using static MiniDms.Database.Parameters;

namespace MiniDms.Database;

/// <summary>The statements that read and write documents. Both ways to serve use these; they differ in how they send them.</summary>
internal static class DocumentStatements
{
    private const string Columns = "SELECT d.id, d.documentpartitionkey, d.documentuuid, d.edfidoc::text FROM ";

    public static NpgsqlBatchCommand Find(Guid referentialId) => Command(
        Columns + """
            dms.alias a
            JOIN dms.document d ON d.documentpartitionkey = a.documentpartitionkey AND d.id = a.documentid
            WHERE a.referentialpartitionkey = $1 AND a.referentialid = $2 FOR NO KEY UPDATE OF d
            """,
        PartitionKey.Of(referentialId), referentialId);

    public static NpgsqlBatchCommand Get(IResource resource, Guid uuid, bool andLock) => Command(
        Columns + "dms.document d WHERE d.documentpartitionkey = $1 AND d.documentuuid = $2 AND d.resourcename = $3 AND d.projectname = $4"
        + (andLock ? " FOR NO KEY UPDATE OF d" : ""),
        PartitionKey.Of(uuid), uuid, resource.ResourceName, resource.ProjectName);

    // The time of each, not of the transaction: pages are in the order of creation.
    public static NpgsqlBatchCommand Insert(
        IResource resource, Guid uuid, byte[] body, DocumentInfo info, DocumentAuthorizationArrays arrays, string traceId) => Command(
        """
        INSERT INTO dms.document (documentpartitionkey, documentuuid, resourcename, resourceversion, isdescriptor, projectname, edfidoc,
            securityelements, studentschoolauthorizationedorgids, studentedorgresponsibilityauthorizationids,
            contactstudentschoolauthorizationedorgids, staffeducationorganizationauthorizationedorgids, lastmodifiedtraceid,
            createdat)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, clock_timestamp()) RETURNING id
        """,
        PartitionKey.Of(uuid), uuid, resource.ResourceName, resource.ProjectVersion, resource.IsDescriptor, resource.ProjectName,
        Jsonb(body), Jsonb(info.Security.ToJson()), Jsonb(arrays.StudentSchool), Jsonb(arrays.StudentResponsibility),
        Jsonb(arrays.ContactStudentSchool), Jsonb(arrays.StaffEducationOrganization), traceId);

    /// <summary>What follows an insert.</summary>
    public static IEnumerable<NpgsqlBatchCommand> AfterInsert(IResource resource, DocumentInfo info, long id, short partition)
    {
        yield return Alias(info.ReferentialId, id, partition);
        if (info.SuperclassReferentialId is { } superclass)
            yield return Alias(superclass, id, partition);
        foreach (var (kind, person) in PersonsOf(info.Security))
        {
            yield return Command(
                $"""
                INSERT INTO dms.{kind}securabledocument ({kind}uniqueid, {kind}securabledocumentid, {kind}securabledocumentpartitionkey)
                VALUES ($1, $2, $3)
                """,
                person, id, partition);
        }

        if (info.Organization is { } place)
        {
            yield return Command(
                """
                INSERT INTO dms.educationorganizationhierarchy
                    (projectname, resourcename, educationorganizationid, parentid, documentid, documentpartitionkey)
                VALUES ($1, $2, $3, (SELECT id FROM dms.educationorganizationhierarchy WHERE educationorganizationid = $4), $5, $6)
                """,
                resource.ProjectName, resource.ResourceName, place.Id, Number(place.ParentId), id, partition);
        }

        yield return References(info, id, partition);
    }

    public static IEnumerable<NpgsqlBatchCommand> Update(
        byte[] body, DocumentInfo info, DocumentAuthorizationArrays arrays, string traceId, long id, short partition)
    {
        yield return Command(
            """
            UPDATE dms.document SET edfidoc = $3, securityelements = $4, studentschoolauthorizationedorgids = $5,
                studentedorgresponsibilityauthorizationids = $6, contactstudentschoolauthorizationedorgids = $7,
                staffeducationorganizationauthorizationedorgids = $8, lastmodifiedat = clock_timestamp(), lastmodifiedtraceid = $9
            WHERE documentpartitionkey = $1 AND id = $2
            """,
            partition, id, Jsonb(body), Jsonb(info.Security.ToJson()), Jsonb(arrays.StudentSchool), Jsonb(arrays.StudentResponsibility),
            Jsonb(arrays.ContactStudentSchool), Jsonb(arrays.StaffEducationOrganization), traceId);
        foreach (var (kind, person) in PersonsOf(info.Security))
        {
            yield return Command(
                $"""
                UPDATE dms.{kind}securabledocument SET {kind}uniqueid = $3
                WHERE {kind}securabledocumentpartitionkey = $1 AND {kind}securabledocumentid = $2
                """,
                partition, id, person);
        }

        yield return References(info, id, partition);
    }

    public static NpgsqlBatchCommand Delete(long id, short partition) =>
        Command("DELETE FROM dms.document WHERE documentpartitionkey = $1 AND id = $2", partition, id);

    private static NpgsqlBatchCommand Alias(Guid referentialId, long id, short partition) => Command(
        "INSERT INTO dms.alias (referentialpartitionkey, referentialid, documentid, documentpartitionkey) VALUES ($1, $2, $3, $4)",
        PartitionKey.Of(referentialId), referentialId, id, partition);

    // The deletion of what there was needs the document's id even where it refers to nothing any more.
    private static NpgsqlBatchCommand References(DocumentInfo info, long id, short partition) => info.References.IsEmpty
        ? Command("DELETE FROM dms.reference WHERE parentdocumentpartitionkey = $1 AND parentdocumentid = $2", partition, id)
        : Command(
            "SELECT referentialid FROM dms.insertreferences($1, $2, $3, $4)", info.References.Select(_ => id).ToArray(),
            info.References.Select(_ => partition).ToArray(), info.References.ToArray(),
            info.References.Select(PartitionKey.Of).ToArray());

    private static IEnumerable<(string Kind, string Person)> PersonsOf(DocumentSecurityElements security) =>
        ((string Kind, string? Person)[])
        [
            ("student", security.Student.FirstOrDefault()), ("contact", security.Contact.FirstOrDefault()),
            ("staff", security.Staff.FirstOrDefault()),
        ] is var persons ? persons.Where(person => person.Person is not null).Select(person => (person.Kind, person.Person!)) : [];
}
