using Dms.Client.Postgresql.Tests.Support;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>A session with a course offering, two sections, a student in the first and a grade.</summary>
internal sealed class SchoolYear
{
    public const string Session = """{"sessionName":"Third Quarter","schoolReference":{"schoolId":4003}}""";
    public const string RenamedSession = """{"sessionName":"Fourth Quarter","schoolReference":{"schoolId":4003}}""";

    public required StoredDocument SessionDocument { get; init; }

    public required StoredDocument Offering { get; init; }

    public required StoredDocument FirstSection { get; init; }

    public required StoredDocument SecondSection { get; init; }

    public required StoredDocument Enrolment { get; init; }

    public required StoredDocument Grade { get; init; }

    public static string OfferingJson(string session) =>
        $$$"""
        {"localCourseCode":"ABC","title":"Ägypten \u0026 Rom's","sessionReference":{"schoolId":4003,"sessionName":"{{{session}}}"}}
        """;

    public static string SectionJson(string identifier, string session) => $$$"""
        {"sectionIdentifier":"{{{identifier}}}","sectionName":"Name",
         "courseOfferingReference":{"localCourseCode":"ABC","schoolId":4003,"sessionName":"{{{session}}}"}}
        """;

    public static string EnrolmentJson(string session) => $$$"""
        {"beginDate":"2024-08-01","studentReference":{"studentUniqueId":"604823"},
         "sectionReference":{"localCourseCode":"ABC","schoolId":4003,"sectionIdentifier":"S1","sessionName":"{{{session}}}"}}
        """;

    public static string GradeJson(string session, string student = "604823") => $$$"""
        {"gradeTypeDescriptor":"uri://x#Final","associationReference":{"beginDate":"2024-08-01","localCourseCode":"ABC",
         "schoolId":4003,"sectionIdentifier":"S1","sessionName":"{{{session}}}","studentUniqueId":"{{{student}}}"}}
        """;

    public static async Task<SchoolYear> InsertAsync(CascadeRig rig)
    {
        await rig.InsertAsync("School", """{"schoolId":4003}""");
        await rig.InsertAsync("Student", """{"studentUniqueId":"604823"}""");
        return new SchoolYear
        {
            SessionDocument = await rig.InsertAsync("Session", Session),
            Offering = await rig.InsertAsync("CourseOffering", OfferingJson("Third Quarter")),
            FirstSection = await rig.InsertAsync("Section", SectionJson("S1", "Third Quarter")),
            SecondSection = await rig.InsertAsync("Section", SectionJson("S2", "Third Quarter")),
            Enrolment = await rig.InsertAsync("StudentSectionAssociation", EnrolmentJson("Third Quarter")),
            Grade = await rig.InsertAsync("Grade", GradeJson("Third Quarter")),
        };
    }
}
