namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>
/// Permissions over people follow their associations: whoever created a student may touch it again only once the student is
/// enrolled. So what refers to a person comes after the associations, and the person's update comes after them too.
/// </summary>
/// <param name="Person">The resource of the person.</param>
/// <param name="Associations">The associations that must stand before others may refer to the person.</param>
/// <param name="BeforeUpdate">Those that must stand, beside them, before the person may be updated.</param>
internal sealed record PersonAuthorization(int Person, IReadOnlyList<int> Associations, IReadOnlyList<int> BeforeUpdate)
{
    private const string StudentSchool = "StudentSchoolAssociation";

    /// <summary>The rules for the people that the core has. A person without any of the associations is a resource like others.</summary>
    public static IReadOnlyList<PersonAuthorization> In(ResourceIndex index) =>
    [
        .. new[]
        {
            Of(index, "Student", [StudentSchool], []),
            Of(index, "Staff",
                ["StaffEducationOrganizationEmploymentAssociation", "StaffEducationOrganizationAssignmentAssociation"], []),
            Of(index, "Contact", ["StudentContactAssociation"], [StudentSchool]),
            Of(index, "Parent", ["StudentParentAssociation"], [StudentSchool]),
        }.OfType<PersonAuthorization>(),
    ];

    /// <summary>Lets what depends on the person depend on the associations as well.</summary>
    public void ApplyTo(DependencyGraph graph)
    {
        for (var resource = 0; resource < graph.Count; resource++)
        {
            if (Associations.Contains(resource) || !graph.DependenciesOf(resource).TryGetValue(Person, out var strength))
                continue;
            var authorization = strength == DependencyStrength.Optional ? DependencyStrength.Optional : DependencyStrength.Authorization;
            foreach (var association in Associations)
                graph.Add(resource, association, authorization);
        }
    }

    private static PersonAuthorization? Of(ResourceIndex index, string person, string[] associations, string[] beforeUpdate)
    {
        var present = FindAll(index, associations);
        return index.Find(new ResourceName(index.CoreProject, person)) is { } resource && present.Count > 0
            ? new PersonAuthorization(resource, present, FindAll(index, beforeUpdate))
            : null;
    }

    private static List<int> FindAll(ResourceIndex index, string[] names) =>
        [.. names.Select(name => index.Find(new ResourceName(index.CoreProject, name))).OfType<int>()];
}
