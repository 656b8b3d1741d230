using System.Text;
using System.Text.Json;
using SchemaClaimsSidecar.Schema.Dependencies;

namespace SchemaClaimsSidecar.Tests.Schema.Dependencies;

public sealed class LoadOrderTests
{
    private readonly List<LoadOrderProblem> _problems = [];

    [Fact]
    public void Render_IsTheArrayThatTheServiceAnswers()
    {
        var project = new ProjectBuilder().Resource("School", "TermDescriptor!").Resource("TermDescriptor").Build();

        Assert.Equal(
            """[{"resource":"/ed-fi/termdescriptors","order":1,"operations":["Create","Update"]},{"resource":"/ed-fi/schools","order":2,"operations":["Create","Update"]}]""",
            Encoding.UTF8.GetString(LoadOrder.Render([project])));
    }

    [Fact]
    public void Render_NoProjects_IsEmpty() => Assert.Equal("[]"u8.ToArray(), LoadOrder.Render([]));

    [Fact]
    public void Of_ResourcesOfOneLevel_StandInOrderOfTheirPaths()
    {
        var order = Order(new ProjectBuilder().Resource("C", "Z!").Resource("B", "Z!").Resource("Z").Resource("Y"));

        Assert.Equal(["1 /ed-fi/ys", "1 /ed-fi/zs", "2 /ed-fi/bs", "2 /ed-fi/cs"], order);
    }

    [Fact]
    public void Of_ReferenceToAnAbstractResource_ComesAfterAllItsSubclasses()
    {
        var order = Order(
            new ProjectBuilder().Abstract("EducationOrganization")
                .Resource("OpenStaffPosition", "EducationOrganization!")
                .Subclass("LocalEducationAgency", "EducationOrganization")
                .Subclass("School", "EducationOrganization", "LocalEducationAgency"),
            new ProjectBuilder("Sample").Subclass("University", "EducationOrganization", "Ed-Fi:School!"));

        Assert.Equal(
            ["1 /ed-fi/localeducationagencys", "2 /ed-fi/schools", "3 /sample/universitys", "4 /ed-fi/openstaffpositions"], order);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Of_AbstractResourceWithoutSubclasses_IsNoDependency()
    {
        Assert.Equal(["1 /ed-fi/as"], Order(new ProjectBuilder().Abstract("X").Resource("A", "X!")));
        Assert.Empty(_problems);
    }

    [Fact]
    public void Of_ExtensionOfACoreResource_AddsItsReferencesAndIsNoResource()
    {
        var order = Order(
            new ProjectBuilder().Resource("School"),
            new ProjectBuilder("Sample").Resource("Bus").ExtensionOf("School", "Bus!"));

        Assert.Equal(["1 /sample/buss", "2 /ed-fi/schools"], order);
    }

    [Fact]
    public void Of_SchoolYears_AreLeftOut()
    {
        var order = Order(new ProjectBuilder().SchoolYears("SchoolYearType").Resource("Session", "SchoolYearType!"));

        Assert.Equal(["1 /ed-fi/sessions"], order);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Of_ReferenceToItself_IsIgnored() =>
        Assert.Equal(["1 /ed-fi/objectives"], Order(new ProjectBuilder().Resource("Objective", "Objective!")));

    [Fact]
    public void Of_CycleWithAnOptionalReference_IsBrokenThere()
    {
        var order = Order(new ProjectBuilder().Resource("A", "C!").Resource("B", "A!").Resource("C", "B"));

        Assert.Equal(["1 /ed-fi/cs", "2 /ed-fi/as", "3 /ed-fi/bs"], order);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Of_CycleOfRequiredReferences_IsOrderedAndReported()
    {
        var order = Order(new ProjectBuilder()
            .Resource("A", "B!").Resource("B", "A!", "AfterB").Resource("AfterB", "B!").Resource("C", "A!"));

        Assert.Equal(["1 /ed-fi/as", "2 /ed-fi/bs", "2 /ed-fi/cs", "3 /ed-fi/afterbs"], order);
        var problem = Assert.Single(_problems);
        Assert.Equal(
            (0, LoadOrderRules.NoRequiredCycle, "/projectSchema/resourceSchemas/as"),
            (problem.Project, problem.Rule, problem.Pointer));
    }

    [Fact]
    public void Of_ReferenceToNothing_IsReported()
    {
        var order = Order(new ProjectBuilder().Resource("A"), new ProjectBuilder("Sample").Resource("B", "Ed-Fi:Nobody!"));

        Assert.Equal(["1 /ed-fi/as", "1 /sample/bs"], order);
        var problem = Assert.Single(_problems);
        Assert.Equal(
            (1, LoadOrderRules.TargetExists, "/projectSchema/resourceSchemas/bs/documentPathsMapping/Path0"),
            (problem.Project, problem.Rule, problem.Pointer));
    }

    [Fact]
    public void Of_LongChain_NeedsNoStack()
    {
        var project = new ProjectBuilder().Resource("R0");
        for (var index = 1; index < 20_000; index++)
            project.Resource($"R{index}", $"R{index - 1}!");

        Assert.Equal(20_000, LoadOrder.Of([project.Build()], _problems).Max(entry => entry.Order));
    }

    [Fact]
    public void Of_OtherShapes_NeverThrows()
    {
        JsonElement[] projects =
        [
            JsonElement.Parse("""{ "resourceSchemas": { "a": 1, "b": { "documentPathsMapping": { "x": 2, "y": { "isReference": true } } } } }"""),
            JsonElement.Parse("""{ "abstractResources": [], "resourceSchemas": { "c": { "resourceName": 3, "isResourceExtension": true } } }"""),
            JsonElement.Parse("[]"),
        ];

        Assert.Equal(["//a", "//b"], LoadOrder.Of(projects, _problems).Select(entry => entry.Resource));
    }

    private IEnumerable<string> Order(params ProjectBuilder[] projects) =>
        LoadOrder.Of([.. projects.Select(project => project.Build())], _problems).Select(entry => $"{entry.Order} {entry.Resource}");
}
