using SchemaClaimsSidecar.Schema.Dependencies;

namespace SchemaClaimsSidecar.Tests.Schema.Dependencies;

public sealed class PersonAuthorizationTests
{
    private readonly List<LoadOrderProblem> _problems = [];

    [Fact]
    public void Of_People_AreUpdatedAfterTheirAssociationsAndReferredToAfterThem()
    {
        var order = Order(new ProjectBuilder()
            .Resource("Student").Resource("StudentSchoolAssociation", "Student!").Resource("DisciplineAction", "Student!")
            .Resource("Staff").Resource("Cohort", "Staff!")
            .Resource("StaffEducationOrganizationEmploymentAssociation", "Staff!")
            .Resource("StaffEducationOrganizationAssignmentAssociation", "Staff!", "StaffEducationOrganizationEmploymentAssociation")
            .Resource("Contact").Resource("SurveyResponse", "Contact!")
            .Resource("StudentContactAssociation", "Contact!", "Student!"));

        Assert.Equal(
            [
                "1 /ed-fi/contacts Create",
                "1 /ed-fi/staffs Create",
                "1 /ed-fi/students Create",
                "2 /ed-fi/staffeducationorganizationemploymentassociations Create Update",
                "2 /ed-fi/studentschoolassociations Create Update",
                "3 /ed-fi/disciplineactions Create Update",
                "3 /ed-fi/staffeducationorganizationassignmentassociations Create Update",
                "3 /ed-fi/studentcontactassociations Create Update",
                "3 /ed-fi/students Update",
                "4 /ed-fi/cohorts Create Update",
                "4 /ed-fi/contacts Update",
                "4 /ed-fi/staffs Update",
                "4 /ed-fi/surveyresponses Create Update",
            ],
            order);
    }

    [Fact]
    public void Of_PersonWithoutAssociations_IsAResourceLikeOthers() =>
        Assert.Equal(
            ["1 /ed-fi/students Create Update", "2 /ed-fi/xs Create Update"],
            Order(new ProjectBuilder().Resource("Student").Resource("X", "Student!")));

    [Fact]
    public void Of_AssociationThatRequiresWhatRefersToThePerson_ComesAfterIt()
    {
        var order = Order(new ProjectBuilder()
            .Resource("Student").Resource("Plan", "Student!").Resource("StudentSchoolAssociation", "Student!", "Plan!"));

        Assert.Equal(
            [
                "1 /ed-fi/students Create",
                "2 /ed-fi/plans Create Update",
                "3 /ed-fi/studentschoolassociations Create Update",
                "4 /ed-fi/students Update",
            ],
            order);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Of_PersonOfAnExtension_IsNotSplit()
    {
        var order = Order(
            new ProjectBuilder(),
            new ProjectBuilder("Homograph").Resource("Student").Resource("StudentSchoolAssociation", "Student!"));

        Assert.Equal(["1 /homograph/students Create Update", "2 /homograph/studentschoolassociations Create Update"], order);
    }

    private IEnumerable<string> Order(params ProjectBuilder[] projects) =>
        LoadOrder.Of([.. projects.Select(project => project.Build())], _problems)
            .Select(entry => $"{entry.Order} {entry.Resource} {string.Join(' ', entry.Operations)}");
}
