namespace SchemaGeneration.Model;

/// <summary>The resources that rules of the service know by name.</summary>
internal sealed class StandardResources
{
    public const int Count = 11;

    private readonly PropertyFactory _properties;

    public StandardResources(PropertyFactory properties)
    {
        _properties = properties;
        EducationOrganization = new ResourceModel(
            ProjectName.Core, "EducationOrganization", ResourceKind.Abstract, "An organization that serves learners.")
        {
            Properties = [Identifier("educationOrganizationId", PropertyType.Integer)],
        };
        var schoolYear = new ResourceModel(ProjectName.Core, "SchoolYearType", ResourceKind.SchoolYearEnumeration, "A school year.")
        {
            Properties =
            [
                Identifier("schoolYear", PropertyType.Integer),
                new PropertyModel("currentSchoolYear", PropertyType.Boolean, true, false, "Whether it is the current one."),
                new PropertyModel("schoolYearDescription", PropertyType.String, true, false, "The year in words."),
            ],
        };
        var state = Organization("StateEducationAgency");
        var district = Organization("LocalEducationAgency", new ReferenceModel("StateEducationAgency", state, false, false));
        var school = Organization(
            "School",
            new ReferenceModel("LocalEducationAgency", district, false, false),
            new ReferenceModel("CharterApprovalSchoolYearType", schoolYear, false, false));
        var student = Person("Student");
        var staff = Person("Staff");
        var contact = Person("Contact");
        All =
        [
            schoolYear, state, district, school, student, staff, contact,
            Association("StudentSchoolAssociation", student, school),
            Association("StaffEducationOrganizationEmploymentAssociation", staff, EducationOrganization),
            Association("StaffEducationOrganizationAssignmentAssociation", staff, EducationOrganization),
            Association("StudentContactAssociation", student, contact),
        ];
    }

    public ResourceModel EducationOrganization { get; }

    /// <summary>All but the abstract one.</summary>
    public IReadOnlyList<ResourceModel> All { get; }

    private static PropertyModel Identifier(string name, PropertyType type) =>
        new(name, type, IsRequired: true, IsIdentity: true, $"The {Naming.Words(name)}, unique in the system.", 32);

    private ResourceModel Organization(string name, params ReferenceModel[] references) => new(
        ProjectName.Core, name, ResourceKind.Entity, $"A {Naming.Words(name)} with what is said of every education organization.")
    {
        Properties = [Identifier(Naming.Camel(name) + "Id", PropertyType.Integer), .. _properties.Properties(10)],
        Collections = _properties.Collections(3),
        References = references,
        Superclass = EducationOrganization,
    };

    private ResourceModel Person(string name) => new(
        ProjectName.Core, name, ResourceKind.Entity, $"A {Naming.Words(name)} as a person, whatever the association with a school is.")
    {
        Properties = [Identifier(Naming.Camel(name) + "UniqueId", PropertyType.String), .. _properties.Properties(16)],
        Collections = _properties.Collections(4),
    };

    private ResourceModel Association(string name, ResourceModel one, ResourceModel other) => new(
        ProjectName.Core, name, ResourceKind.Entity, $"That a {Naming.Words(one.Name)} and a {Naming.Words(other.Name)} belong together.")
    {
        Properties = [Identifier("beginDate", PropertyType.Date), .. _properties.Properties(10)],
        Collections = _properties.Collections(2),
        References = [new ReferenceModel(one.Name, one, true, true), new ReferenceModel(other.Name, other, true, true)],
    };
}
