namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>An agency with two schools; student S1 with contact C1 in the first, S2 in the second; staff T1 in the second.</summary>
internal static class SchoolDistrict
{
    public const long Agency = 2559;
    public const long FirstSchool = 255901;
    public const long SecondSchool = 255902;

    public static async Task<DmsDatabase> CreateAsync() => await FillAsync(await DmsDatabase.CreateAsync());

    public static async Task<DmsDatabase> FillAsync(DmsDatabase database)
    {
        await database.InsertAsync("LocalEducationAgency", """{"localEducationAgencyId":2559}""");
        await database.InsertAsync("School", """{"schoolId":255901,"localEducationAgencyReference":{"localEducationAgencyId":2559}}""");
        await database.InsertAsync("School", """{"schoolId":255902,"localEducationAgencyReference":{"localEducationAgencyId":2559}}""");
        await database.InsertAsync("Student", """{"studentUniqueId":"S1"}""");
        await database.InsertAsync("Student", """{"studentUniqueId":"S2"}""");
        await database.InsertAsync("Contact", """{"contactUniqueId":"C1"}""");
        await database.InsertAsync("Staff", """{"staffUniqueId":"T1"}""");
        await EnrollAsync(database, "S1", FirstSchool);
        await EnrollAsync(database, "S2", SecondSchool);
        await database.InsertAsync(
            "StudentContactAssociation", """{"contactReference":{"contactUniqueId":"C1"},"studentReference":{"studentUniqueId":"S1"}}""");
        await database.InsertAsync(
            "StaffEducationOrganizationAssignmentAssociation",
            """{"beginDate":"2024-08-01","educationOrganizationReference":{"educationOrganizationId":255902},"staffReference":{"staffUniqueId":"T1"}}""");
        return database;
    }

    public static Task<StoredDocument> EnrollAsync(DmsDatabase database, string student, long school) => database.InsertAsync(
        "StudentSchoolAssociation",
        $$$"""{"entryDate":"2024-08-01","schoolReference":{"schoolId":{{{school}}}},"studentReference":{"studentUniqueId":"{{{student}}}"}}""");
}
