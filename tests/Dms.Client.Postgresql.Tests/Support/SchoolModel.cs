using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>Schools, people and their associations: what authorization and queries need of the data standard.</summary>
internal static class SchoolModel
{
    private const string SchoolId = "$.schoolReference.schoolId";
    private const string OrganizationId = "$.educationOrganizationReference.educationOrganizationId";
    private const string StudentId = "$.studentReference.studentUniqueId";
    private const string ContactId = "$.contactReference.contactUniqueId";
    private const string StaffId = "$.staffReference.staffUniqueId";

    private static readonly TestReference School = new("School", "School", ("$.schoolId", SchoolId));
    private static readonly TestReference Organization =
        new("EducationOrganization", "EducationOrganization", ("$.educationOrganizationId", OrganizationId));

    private static readonly TestReference Student = new("Student", "Student", ("$.studentUniqueId", StudentId));
    private static readonly TestReference Contact = new("Contact", "Contact", ("$.contactUniqueId", ContactId));
    private static readonly TestReference Staff = new("Staff", "Staff", ("$.staffUniqueId", StaffId));

    public static IReadOnlyList<TestResource> Resources { get; } =
    [
        new("LocalEducationAgency", "$.localEducationAgencyId")
        {
            Superclass = "EducationOrganization", SuperclassIdentity = "$.educationOrganizationId", AllowIdentityUpdates = false,
            Organizations = [("LocalEducationAgencyId", "$.localEducationAgencyId")],
        },
        new("School", "$.schoolId")
        {
            Superclass = "EducationOrganization", SuperclassIdentity = "$.educationOrganizationId", AllowIdentityUpdates = false,
            Organizations = [("SchoolId", "$.schoolId")],
            References = [new("LocalEducationAgency", "LocalEducationAgency",
                ("$.localEducationAgencyId", "$.localEducationAgencyReference.localEducationAgencyId"))],
        },
        new("Student", "$.studentUniqueId")
        {
            Students = ["$.studentUniqueId"],
            QueryFields =
            [
                ("studentUniqueId", "$.studentUniqueId", "string"), ("firstName", "$.firstName", "string"),
                ("birthDate", "$.birthDate", "date"), ("multipleBirthStatus", "$.multipleBirthStatus", "boolean"),
                ("siblings", "$.siblings", "number"), ("seenAt", "$.seenAt", "date-time"),
                ("city", "$.addresses[*].city", "string"), ("city", "$.birthCity", "string"),
            ],
        },
        new("Contact", "$.contactUniqueId") { Contacts = ["$.contactUniqueId"] },
        new("Staff", "$.staffUniqueId") { Staff = ["$.staffUniqueId"] },
        new("Survey", "$.namespace", "$.surveyIdentifier") { Namespaces = ["$.namespace"] },
        new("StudentSchoolAssociation", "$.entryDate", SchoolId, StudentId)
        {
            References = [School, Student], Students = [StudentId], Organizations = [("SchoolId", SchoolId)],
        },
        new("StudentContactAssociation", ContactId, StudentId)
        {
            References = [Contact, Student], Students = [StudentId], Contacts = [ContactId],
        },
        new("StudentEducationOrganizationAssociation", OrganizationId, StudentId)
        {
            References = [Organization, Student], Students = [StudentId], Organizations = [("EducationOrganizationId", OrganizationId)],
        },
        new("StudentEducationOrganizationResponsibilityAssociation", "$.beginDate", OrganizationId, StudentId)
        {
            References = [Organization, Student], Students = [StudentId], Organizations = [("EducationOrganizationId", OrganizationId)],
        },
        new("StaffEducationOrganizationAssignmentAssociation", "$.beginDate", OrganizationId, StaffId)
        {
            References = [Organization, Staff], Staff = [StaffId], Organizations = [("EducationOrganizationId", OrganizationId)],
        },
    ];

    public static ApiSchema Schema { get; } = TestSchema.Of(Resources);
}
