using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>Resources that refer to each other in all the ways that the data standard knows.</summary>
internal static class CascadeModel
{
    private static readonly TestReference School = new("School", "School", ("$.schoolId", "$.schoolReference.schoolId"));

    private static readonly (string, string)[] SessionPaths =
    [
        ("$.schoolReference.schoolId", "$.sessionReference.schoolId"),
        ("$.sessionName", "$.sessionReference.sessionName"),
    ];

    private static readonly (string Identity, string Reference)[] SectionPaths =
    [
        ("$.courseOfferingReference.localCourseCode", "$.sectionReference.localCourseCode"),
        ("$.courseOfferingReference.schoolId", "$.sectionReference.schoolId"),
        ("$.courseOfferingReference.sessionName", "$.sectionReference.sessionName"),
        ("$.sectionIdentifier", "$.sectionReference.sectionIdentifier"),
    ];

    private static readonly (string, string)[] AssociationPaths =
    [
        ("$.beginDate", "$.associationReference.beginDate"),
        ("$.sectionReference.localCourseCode", "$.associationReference.localCourseCode"),
        ("$.sectionReference.schoolId", "$.associationReference.schoolId"),
        ("$.sectionReference.sectionIdentifier", "$.associationReference.sectionIdentifier"),
        ("$.sectionReference.sessionName", "$.associationReference.sessionName"),
        ("$.studentReference.studentUniqueId", "$.associationReference.studentUniqueId"),
    ];

    public static IReadOnlyList<TestResource> Resources { get; } =
    [
        new("School", "$.schoolId")
        {
            Superclass = "EducationOrganization", SuperclassIdentity = "$.educationOrganizationId",
            Organizations = [("SchoolId", "$.schoolId")],
        },
        new("Student", "$.studentUniqueId") { AllowIdentityUpdates = false, Students = ["$.studentUniqueId"] },
        new("Session", "$.schoolReference.schoolId", "$.sessionName")
        {
            References = [School], Organizations = [("SchoolId", "$.schoolReference.schoolId")],
        },
        new("CourseOffering", "$.localCourseCode", "$.sessionReference.schoolId", "$.sessionReference.sessionName")
        {
            AllowIdentityUpdates = false, Organizations = [("SchoolId", "$.sessionReference.schoolId")],
            References =
            [
                new("Session", "Session", SessionPaths),
            ],
        },
        new("Location", "$.classroomIdentificationCode", "$.schoolReference.schoolId") { References = [School] },
        new("ClassPeriod", "$.classPeriodName", "$.schoolReference.schoolId") { References = [School] },
        new("BellSchedule", "$.bellScheduleName", "$.schoolReference.schoolId")
        {
            References = [School, ListOf("classPeriods")],
        },
        new("Section", "$.courseOfferingReference.localCourseCode", "$.courseOfferingReference.schoolId",
            "$.courseOfferingReference.sessionName", "$.sectionIdentifier")
        {
            Organizations = [("SchoolId", "$.courseOfferingReference.schoolId")],
            References =
            [
                new("CourseOffering", "CourseOffering",
                    ("$.localCourseCode", "$.courseOfferingReference.localCourseCode"),
                    ("$.sessionReference.schoolId", "$.courseOfferingReference.schoolId"),
                    ("$.sessionReference.sessionName", "$.courseOfferingReference.sessionName")),
                new("Location", "Location",
                    ("$.classroomIdentificationCode", "$.locationReference.classroomIdentificationCode"),
                    ("$.schoolReference.schoolId", "$.locationReference.schoolId")),
            ],
        },
        new("StudentSectionAssociation", "$.beginDate", "$.sectionReference.localCourseCode", "$.sectionReference.schoolId",
            "$.sectionReference.sectionIdentifier", "$.sectionReference.sessionName", "$.studentReference.studentUniqueId")
        {
            Students = ["$.studentReference.studentUniqueId"], Organizations = [("SchoolId", "$.sectionReference.schoolId")],
            References =
            [
                new("Section", "Section", SectionPaths),
                new("Student", "Student", ("$.studentUniqueId", "$.studentReference.studentUniqueId")),
            ],
        },
        new("Grade", "$.gradeTypeDescriptor", "$.associationReference.beginDate", "$.associationReference.localCourseCode",
            "$.associationReference.schoolId", "$.associationReference.sectionIdentifier", "$.associationReference.sessionName",
            "$.associationReference.studentUniqueId")
        {
            Students = ["$.associationReference.studentUniqueId"],
            References = [new("StudentSectionAssociation", "StudentSectionAssociation", AssociationPaths)],
        },
        // Role-named: the key of the mapping is not the name of the resource.
        new("Assessment", "$.assessmentIdentifier")
        {
            References =
            [
                new("SectionOrProgramChoice.Section", "Section",
                    [.. SectionPaths.Select(path => (path.Identity, path.Reference.Replace("$.", "$.sections[*].", StringComparison.Ordinal)))]),
            ],
        },
        // The same target under two names, of which only one is part of the identity.
        new("FeederSchoolAssociation", "$.beginDate", "$.schoolReference.schoolId")
        {
            References = [School, new("FeederSchool", "School", ("$.schoolId", "$.feederSchoolReference.schoolId"))],
        },
        // A reference to the superclass, and lists within lists.
        new("Course", "$.courseCode", "$.educationOrganizationReference.educationOrganizationId")
        {
            References =
            [
                new("EducationOrganization", "EducationOrganization",
                    ("$.educationOrganizationId", "$.educationOrganizationReference.educationOrganizationId")),
            ],
        },
        new("GraduationPlan", "$.planName")
        {
            References =
            [
                new("CreditsByCourse.Course", "Course",
                    ("$.courseCode", "$.creditsByCourses[*].courses[*].courseReference.courseCode"),
                    ("$.educationOrganizationReference.educationOrganizationId",
                        "$.creditsByCourses[*].courses[*].courseReference.educationOrganizationId")),
            ],
        },
        // A diamond: it refers to a session directly and through a course offering.
        new("Syllabus", "$.syllabusName", "$.offeringReference.localCourseCode", "$.offeringReference.sessionName")
        {
            References =
            [
                new("ASession", "Session", SessionPaths),
                new("CourseOffering", "CourseOffering",
                    ("$.localCourseCode", "$.offeringReference.localCourseCode"),
                    ("$.sessionReference.schoolId", "$.offeringReference.schoolId"),
                    ("$.sessionReference.sessionName", "$.offeringReference.sessionName")),
            ],
        },
        // A circle: the favourite of a club refers back to it, and only one of the two references is part of an identity.
        new("Club", "$.clubName")
        {
            References =
            [
                new("Favourite", "Meeting",
                    ("$.meetingName", "$.meetingReference.meetingName"), ("$.clubReference.clubName", "$.meetingReference.clubName")),
            ],
        },
        new("Meeting", "$.meetingName", "$.clubReference.clubName")
        {
            References = [new("Club", "Club", ("$.clubName", "$.clubReference.clubName"))],
        },
        // Identities of every kind of value.
        new("Measure", "$.code", "$.factor", "$.isActive", "$.since"),
        new("Reading", "$.readingId")
        {
            References =
            [
                new("Measure", "Measure", ("$.code", "$.measureReference.code"), ("$.factor", "$.measureReference.factor"),
                    ("$.isActive", "$.measureReference.isActive"), ("$.since", "$.measureReference.since")),
            ],
        },
        // Schemas that make no sense.
        new("Lost", "$.lostId") { References = [new("Measure", "Measure", ("$.nowhere", "$.measureReference.code"))] },
        new("Egg", "$.eggId", "$.henReference.henId")
        {
            References = [new("Hen", "Hen", ("$.henId", "$.henReference.henId"), ("$.eggReference.eggId", "$.henReference.eggId"))],
        },
        new("Hen", "$.henId", "$.eggReference.eggId")
        {
            References = [new("Egg", "Egg", ("$.eggId", "$.eggReference.eggId"), ("$.henReference.henId", "$.eggReference.henId"))],
        },
    ];

    public static ApiSchema Schema { get; } = TestSchema.Of(Resources);

    private static TestReference ListOf(string list) => new(
        "ClassPeriod", "ClassPeriod",
        ("$.classPeriodName", $"$.{list}[*].classPeriodReference.classPeriodName"),
        ("$.schoolReference.schoolId", $"$.{list}[*].classPeriodReference.schoolId"));
}
