using System.Text.Json.Nodes;

namespace MiniDms.Seeding;

/// <summary>The documents that there are from the beginning.</summary>
internal sealed record SeedPlan(int Students, int Offerings)
{
    public const long DistrictId = 255901;
    public const int SchoolYear = 2026;
    private const int Courses = 20;
    private const int SessionsOfSchool = 2;
    private const string Grade = "uri://ed-fi.org/GradeLevelDescriptor#Ninth grade";
    private const string Term = "uri://ed-fi.org/TermDescriptor#Fall Semester";

    public static IReadOnlyList<long> SchoolIds { get; } = [255901001, 255901002, 255901003, 255901004];

    public IEnumerable<string> StudentIds => Enumerable.Range(1, Students).Select(number => $"S{number:000000}");

    /// <summary>All of them, each after those that it refers to: an endpoint of the core and a body.</summary>
    public IEnumerable<(string Endpoint, JsonObject Body)> Documents()
    {
        yield return ("gradeLevelDescriptors", Descriptor("GradeLevelDescriptor", "Ninth grade"));
        yield return ("termDescriptors", Descriptor("TermDescriptor", "Fall Semester"));
        yield return ("localEducationAgencies", new() { ["localEducationAgencyId"] = DistrictId, ["nameOfInstitution"] = "Grand Bend" });
        foreach (var school in SchoolIds)
            yield return ("schools", School(school));
        foreach (var (student, index) in StudentIds.Select((student, index) => (student, index)))
        {
            var school = SchoolIds[index % SchoolIds.Count];
            yield return ("students", Student(student));
            yield return ("studentSchoolAssociations", Enrollment(student, school));
            yield return ("studentEducationOrganizationAssociations", Relationship(student, school));
        }

        for (var course = 0; course < Courses; course++)
            yield return ("courses", Course(course));
        foreach (var (school, name) in SchoolIds.SelectMany(school => SessionNames().Select(name => (school, name))))
        {
            yield return ("sessions", Session(school, name));
            for (var number = 0; number < Offerings; number++)
            {
                yield return ("courseOfferings", Offering(school, name, number));
                if (number % 10 == 0)
                    yield return ("sections", Section(school, name, number));
            }
        }
    }

    public static JsonObject Student(string id) =>
        new() { ["studentUniqueId"] = id, ["firstName"] = "Ada", ["lastSurname"] = $"Student {id}", ["birthDate"] = "2010-02-03" };

    public static JsonObject Enrollment(string student, long school) => new()
    {
        ["studentReference"] = new JsonObject { ["studentUniqueId"] = student },
        ["schoolReference"] = new JsonObject { ["schoolId"] = school },
        ["entryDate"] = "2025-08-18",
        ["entryGradeLevelDescriptor"] = Grade,
    };

    public static JsonObject Relationship(string student, long school) => new()
    {
        ["studentReference"] = new JsonObject { ["studentUniqueId"] = student },
        ["educationOrganizationReference"] = new JsonObject { ["educationOrganizationId"] = school },
        ["loginId"] = $"login-{student}",
    };

    public static JsonObject Session(long school, string name) => new()
    {
        ["schoolReference"] = new JsonObject { ["schoolId"] = school },
        ["sessionName"] = name,
        ["schoolYear"] = SchoolYear,
        ["beginDate"] = "2025-08-18",
        ["endDate"] = "2025-12-19",
        ["totalInstructionalDays"] = 80,
        ["termDescriptor"] = Term,
    };

    public static JsonObject Offering(long school, string session, int number) => new()
    {
        ["localCourseCode"] = $"LOCAL-{number}",
        ["localCourseTitle"] = $"Course offering {number}",
        ["courseReference"] = new JsonObject { ["courseCode"] = $"C-{number % Courses}", ["educationOrganizationId"] = DistrictId },
        ["schoolReference"] = new JsonObject { ["schoolId"] = school },
        ["sessionReference"] = new JsonObject { ["schoolId"] = school, ["schoolYear"] = SchoolYear, ["sessionName"] = session },
    };

    public static JsonObject Section(long school, string session, int number) => new()
    {
        ["sectionIdentifier"] = $"SECTION-{number}",
        ["courseOfferingReference"] = new JsonObject
        {
            ["localCourseCode"] = $"LOCAL-{number}", ["schoolId"] = school, ["schoolYear"] = SchoolYear, ["sessionName"] = session,
        },
    };

    public static JsonObject School(long id) => new()
    {
        ["schoolId"] = id,
        ["nameOfInstitution"] = $"School {id}",
        ["localEducationAgencyReference"] = new JsonObject { ["localEducationAgencyId"] = DistrictId },
        ["gradeLevels"] = new JsonArray(new JsonObject { ["gradeLevelDescriptor"] = Grade }),
    };

    public static JsonObject Course(int number) => new()
    {
        ["courseCode"] = $"C-{number}",
        ["courseTitle"] = $"Course {number}",
        ["numberOfParts"] = 1,
        ["educationOrganizationReference"] = new JsonObject { ["educationOrganizationId"] = DistrictId },
    };

    public static JsonObject Descriptor(string name, string code) =>
        new() { ["namespace"] = $"uri://ed-fi.org/{name}", ["codeValue"] = code, ["shortDescription"] = code };

    private static IEnumerable<string> SessionNames() =>
        Enumerable.Range(1, SessionsOfSchool).Select(number => $"2025-2026 Session {number}");
}
