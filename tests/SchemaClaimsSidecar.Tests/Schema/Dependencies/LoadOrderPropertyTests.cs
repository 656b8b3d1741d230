using System.Text.Json;
using SchemaClaimsSidecar.Schema.Dependencies;
using Testing;
using Xunit.Abstractions;

namespace SchemaClaimsSidecar.Tests.Schema.Dependencies;

public sealed class LoadOrderPropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void Of_RandomReferences_RespectsEveryRequiredOneAndReportsTheRest()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        for (var round = 0; round < 500; round++)
            Check(new Random(seed + round), seed + round);
    }

    [DataFact]
    public void Of_RealProjects_PutsEveryResourceAfterItsRequiredReferences()
    {
        JsonElement[] projects =
        [
            .. new[] { "core-ds51-derived", "homograph", "sample", "tpdm" }
                .Select(name => JsonElement.Parse(RealData.Read($"apischema/{name}.json")).GetProperty("projectSchema")),
        ];
        var problems = new List<LoadOrderProblem>();

        var order = LoadOrder.Of(projects, problems);

        Assert.Empty(problems);
        AssertRespected(projects, order, broken: [], "real projects");
        var byResource = order.Where(entry => entry.Operations.Contains("Create")).ToDictionary(entry => entry.Resource, entry => entry.Order);
        Assert.Equal(340 - 1 + 33 + 7 + 7, byResource.Count);
        Assert.All(byResource.Where(entry => entry.Key.EndsWith("Descriptors", StringComparison.Ordinal)), entry => Assert.Equal(1, entry.Value));
        Assert.True(byResource["/ed-fi/schools"] > byResource["/sample/buses"]);
        Assert.True(byResource["/ed-fi/studentSchoolAssociations"] > byResource["/ed-fi/schools"]);
        Assert.Equal(
            ["/ed-fi/contacts", "/ed-fi/staffs", "/ed-fi/students"],
            order.Where(entry => entry.Operations is ["Update"]).Select(entry => entry.Resource).Order(StringComparer.Ordinal));
    }

    private static void Check(Random random, int seed)
    {
        var core = new ProjectBuilder().Abstract("Abstract");
        var count = random.Next(2, 14);
        var names = Enumerable.Range(0, count).Select(index => index switch { 0 => "Student", 1 => "StudentSchoolAssociation", _ => $"R{index}" }).ToArray();
        foreach (var name in names)
        {
            string[] references = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, names) + (random.Next(2) == 0 ? "!" : ""))];
            if (random.Next(4) == 0)
                core.Subclass(name, "Abstract", references);
            else
                core.Resource(name, [.. references, .. random.Next(6) == 0 ? ["Abstract!"] : Array.Empty<string>()]);
        }

        var extension = new ProjectBuilder("Sample").Resource("New", $"Ed-Fi:{Pick(random, names)}!")
            .ExtensionOf(Pick(random, names), "New", $"Ed-Fi:{Pick(random, names)}");
        JsonElement[] projects = [core.Build(), extension.Build()];
        var problems = new List<LoadOrderProblem>();

        var order = LoadOrder.Of(projects, problems);

        Assert.Equal(count + 1, order.Count(entry => entry.Operations.Contains("Create")));
        AssertRespected(projects, order, [.. problems.Select(problem => $"/ed-fi/{problem.Pointer.Split('/')[^1]}")], $"seed {seed}");
        Assert.Equal(LoadOrder.Render(projects), LoadOrder.Render(projects));
        Assert.True(problems.Count == 0 || HasRequiredCycle(projects), $"seed {seed}: a cycle is reported that is none");
    }

    private static void AssertRespected(
        JsonElement[] projects, IReadOnlyList<LoadOrderEntry> order, HashSet<string> broken, string context)
    {
        var byResource = order.Where(entry => entry.Operations.Contains("Create")).ToDictionary(entry => entry.Resource, entry => entry.Order);
        foreach (var (resource, required) in RequiredReferences.Of(projects).Where(edge => edge.Resource != edge.Required))
        {
            Assert.True(
                byResource[required] < byResource[resource] || broken.Contains(resource),
                $"{context}: {resource} ({byResource[resource]}) requires {required} ({byResource[required]})");
        }
    }

    private static bool HasRequiredCycle(JsonElement[] projects)
    {
        var edges = RequiredReferences.Of(projects).Where(edge => edge.Resource != edge.Required).ToHashSet();
        while (edges.RemoveWhere(edge => edges.All(other => other.Resource != edge.Required)) > 0)
        {
        }

        return edges.Count > 0;
    }

    private static string Pick(Random random, string[] names) => names[random.Next(names.Length)];
}
