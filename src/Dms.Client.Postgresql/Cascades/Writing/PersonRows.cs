using Dms.Client.Postgresql.Cascades.Planning;
using Npgsql;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>
/// Lets the rows that authorize through persons follow documents which another student, contact or staff member secures now. The
/// document's own security elements, which were written before, say which.
/// </summary>
internal static class PersonRows
{
    private const string ArraysSql = """
        UPDATE dms.document d SET
            studentschoolauthorizationedorgids = (
                SELECT jsonb_agg(DISTINCT e) FROM dms.studentschoolassociationauthorization a,
                    jsonb_array_elements(a.studentschoolauthorizationeducationorganizationids) e
                WHERE a.studentuniqueid = d.securityelements -> 'Student' ->> 0),
            studentedorgresponsibilityauthorizationids = (
                SELECT jsonb_agg(DISTINCT e) FROM dms.studenteducationorganizationresponsibilityauthorization a,
                    jsonb_array_elements(a.studentedorgresponsibilityauthorizationedorgids) e
                WHERE a.studentuniqueid = d.securityelements -> 'Student' ->> 0),
            contactstudentschoolauthorizationedorgids = (
                SELECT jsonb_agg(DISTINCT e) FROM dms.contactstudentschoolauthorization a,
                    jsonb_array_elements(a.contactstudentschoolauthorizationeducationorganizationids) e
                WHERE a.contactuniqueid = d.securityelements -> 'Contact' ->> 0),
            staffeducationorganizationauthorizationedorgids = (
                SELECT jsonb_agg(DISTINCT e) FROM dms.staffeducationorganizationauthorization a,
                    jsonb_array_elements(a.staffeducationorganizationauthorizationedorgids) e
                WHERE a.staffuniqueid = d.securityelements -> 'Staff' ->> 0)
        FROM unnest($1, $2) AS k (p, id) WHERE d.documentpartitionkey = k.p AND d.id = k.id
        """;

    private static readonly string[] Kinds = ["Student", "Contact", "Staff"];

    public static IEnumerable<NpgsqlBatchCommand> Follow(IReadOnlyCollection<DocumentKey> keys) =>
        Kinds.Select(SecurableSql).Append(ArraysSql)
            .Select(sql => Parameters.Command(sql, Parameters.Partitions(keys), Parameters.Ids(keys)));

    private static string SecurableSql(string kind) => $"""
        UPDATE dms.{kind}securabledocument s SET {kind}uniqueid = d.securityelements -> '{kind}' ->> 0
        FROM unnest($1, $2) AS k (p, id) JOIN dms.document d ON d.documentpartitionkey = k.p AND d.id = k.id
        WHERE s.{kind}securabledocumentpartitionkey = k.p AND s.{kind}securabledocumentid = k.id
            AND d.securityelements -> '{kind}' ->> 0 <> s.{kind}uniqueid
        """;
}
