using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Tests.Schema;

public sealed class SampleSchemasTests
{
    [Theory]
    [InlineData(MergeRules.Rules2025, "core.json")]
    [InlineData(MergeRules.Rules2025, "core.json", "arts.json")]
    [InlineData(MergeRules.Rules2026, "core.json")]
    [InlineData(MergeRules.Rules2026, "core.json", "arts.json")]
    [InlineData(MergeRules.Rules2026, "core.json", "arts.json", "transport.json")]
    [InlineData(MergeRules.Rules2026, "core.json", "transport.json", "arts.json")]
    internal void Compile_Samples_HaveNoProblem(MergeRules rules, params string[] names)
    {
        var result = SchemaCompiler.Compile(Input(rules, names));

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Schema);
    }

    [Fact]
    public void Compile_OverridesUnderRules2025_AreUnknownAndIgnored()
    {
        var result = SchemaCompiler.Compile(Input(MergeRules.Rules2025, "core.json", "transport.json") with { Strict = false });

        Assert.Equal(
            ["/projectSchema/resourceSchemas/contacts/commonExtensionOverrides"], result.Problems.Select(problem => problem.Pointer));
        Assert.False(AddressOf(result, "contacts").ContainsKey("_ext"));
    }

    [Fact]
    public void Compile_BothExtensions_AreMergedIntoTheCore()
    {
        var result = SchemaCompiler.Compile(Input(MergeRules.Rules2026, "core.json", "arts.json", "transport.json"));

        var projects = Resource(result, "schools").InsertProperties()["_ext"]!["properties"]!.AsObject();
        Assert.Equal(["arts", "transport"], projects.Select(project => project.Key));
        Assert.NotNull(AddressOf(result, "contacts")["_ext"]!["properties"]!["transport"]!["properties"]!["onBusRoute"]);
        Assert.Contains(
            "$.addresses[*]._ext.transport.onBusRoute",
            Resource(result, "contacts")["booleanJsonPaths"]!.AsArray().Select(path => (string?)path));
    }

    private static JsonObject AddressOf(SchemaResult result, string endpoint) =>
        Resource(result, endpoint).InsertProperties()["addresses"]!["items"]!["properties"]!.AsObject();

    private static JsonObject Resource(SchemaResult result, string endpoint) =>
        JsonNode.Parse(result.Schema!.Parts.Single(part => part.Name == $"resource/ed-fi/{endpoint}").Content.Span)!.AsObject();

    private static SchemaInput Input(MergeRules rules, params string[] names) =>
        new(Sample(names[0]), [.. names[1..].Select(Sample)], rules, Strict: true);

    private static InputDocument Sample(string name) => InputDocument.Of(name, File.ReadAllBytes(Path.Combine(Folder(), name)));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sidecar.sln")))
                return Path.Combine(folder.FullName, "samples", "schemas");
        }

        throw new DirectoryNotFoundException("The repository's root is not above the tests.");
    }
}
