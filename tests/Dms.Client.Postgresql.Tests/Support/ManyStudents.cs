namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>Many documents at once, without references: for queries.</summary>
internal static class ManyStudents
{
    /// <summary>Writes students S1, S2, … all created at the same time unless told otherwise, each of about so many bytes.</summary>
    public static Task InsertAsync(DmsDatabase database, int count, int bytes = 300, string project = "Ed-Fi", string createdAt = "now()") =>
        database.ExecuteAsync(
            $$"""
            INSERT INTO dms.document (documentpartitionkey, documentuuid, resourcename, resourceversion, isdescriptor, projectname, edfidoc,
                securityelements, studentschoolauthorizationedorgids, lastmodifiedtraceid, createdat)
            SELECT n % 16, gen_random_uuid(), 'Student', '5.2.0', false, $1,
                jsonb_build_object('studentUniqueId', 'S' || n, 'firstName', 'Größe "' || n || '" 🙂', 'siblings', n % 5,
                    'multipleBirthStatus', n % 2 = 0, 'seenAt', '2024-01-01T08:00:00Z', 'birthDate', '2010-01-01',
                    'addresses', jsonb_build_array(jsonb_build_object('city', 'C' || n % 3)), 'filler', repeat('x', $3)),
                jsonb_build_object('Student', jsonb_build_array('S' || n)), jsonb_build_array('2559', (255901 + n % 2)::text), 'test',
                {{createdAt}}
            FROM generate_series(1, $2) n
            """,
            project, count, bytes);
}
