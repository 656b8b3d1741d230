using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Support;

public sealed class DmsDatabaseTests
{
    [PostgresFact]
    public async Task Database_Associations_KeepTheAuthorizationTables()
    {
        await using var database = await SchoolDistrict.CreateAsync();

        Assert.Equal("""["2559", "255901", "255902"]""", await database.ReadAsync<string>(
            "SELECT hierarchy::text FROM dms.educationorganizationhierarchytermslookup WHERE id = 2559"));
        Assert.Equal("""["2559", "255901"]""", await StudentSchoolsAsync(database, "S1"));
        Assert.Equal("""["2559", "255901"]""", await database.ReadAsync<string>(
            "SELECT contactstudentschoolauthorizationeducationorganizationids::text FROM dms.contactstudentschoolauthorization"));
        Assert.Equal("""["2559", "255902"]""", await database.ReadAsync<string>(
            "SELECT staffeducationorganizationauthorizationedorgids::text FROM dms.staffeducationorganizationauthorization"));

        await database.ExecuteAsync("DELETE FROM dms.document WHERE resourcename = 'StudentSchoolAssociation'");
        Assert.Null(await StudentSchoolsAsync(database, "S1"));
        Assert.Equal("[]", await database.ReadAsync<string>(
            "SELECT contactstudentschoolauthorizationeducationorganizationids::text FROM dms.contactstudentschoolauthorization"));
    }

    [PostgresFact]
    public async Task Database_MissingReference_IsTold()
    {
        await using var database = await DmsDatabase.CreateAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => database.InsertAsync(
            "StudentSchoolAssociation",
            """{"entryDate":"2024-08-01","schoolReference":{"schoolId":1},"studentReference":{"studentUniqueId":"S"}}"""));
        Assert.Contains("No document has the referential id", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Database_AliasMoves_ReferencesFollow()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await database.ExecuteAsync(
            """
            UPDATE dms.alias SET referentialid = '00000000-0000-0000-0000-00000000000f', referentialpartitionkey = 15
            FROM dms.document d WHERE (alias.documentpartitionkey, alias.documentid) = (d.documentpartitionkey, d.id) AND d.resourcename = 'Contact'
            """);

        Assert.Equal(1L, await database.ReadAsync<long>("SELECT count(*) FROM dms.reference WHERE referentialpartitionkey = 15 AND referentialid = '00000000-0000-0000-0000-00000000000f'"));
    }

    private static Task<string?> StudentSchoolsAsync(DmsDatabase database, string student) => database.ReadAsync<string>(
        "SELECT studentschoolauthorizationedorgids::text FROM dms.document WHERE resourcename = 'Student' AND edfidoc->>'studentUniqueId' = $1",
        student);
}
