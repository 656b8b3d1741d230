using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema.Dependencies;
using SchemaClaimsSidecar.Schema.OpenApi;
using SchemaClaimsSidecar.Tests.Schema.Dependencies;
using SchemaClaimsSidecar.Tests.Schema.OpenApi;
using SchemaGeneration;
using Xunit.Abstractions;

namespace SchemaClaimsSidecar.Tests.Schema;

/// <summary>The generated schemas are what benchmarks measure: they must be sound, and of the size that is claimed.</summary>
public sealed class GeneratedSchemaTests(ITestOutputHelper output)
{
    private static readonly GeneratorOptions Small = new() { Resources = 40, Extensions = 2 };

    [Fact]
    public void Generate_SameSeed_GivesTheSameBytes()
    {
        var one = SchemaGenerator.Generate(7, Small);
        var two = SchemaGenerator.Generate(7, Small);

        Assert.Equal(one.Core, two.Core);
        Assert.Equal(one.Extensions, two.Extensions);
        Assert.NotEqual(one.Core, SchemaGenerator.Generate(8, Small).Core);
    }

    [Fact]
    public void Generate_Defaults_AreOfTheScaleOfTheDataStandard()
    {
        var core = SchemaGenerator.Generate(1, new GeneratorOptions()).Core;

        Assert.Equal(350, Project(core).GetProperty("resourceSchemas").EnumerateObject().Count());
        Assert.InRange(core.Length, 12_000_000, 14_500_000);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(100)]
    public void Generate_AnyNumberOfResources_HasThatMany(int resources)
    {
        var core = Project(SchemaGenerator.Generate(3, new GeneratorOptions { Resources = resources, OpenApi = false }).Core);

        Assert.Equal(resources, core.GetProperty("resourceSchemas").EnumerateObject().Count());
        Assert.False(core.TryGetProperty("openApiBaseDocuments", out _));
    }

    [Fact]
    public void Generate_TooFewResources_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SchemaGenerator.Generate(1, new GeneratorOptions { Resources = 11 }));

    [Fact]
    public void Generate_AnySeed_GivesDocumentsWithoutProblems()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        for (var round = 0; round < 3; round++)
            CheckSoundness(seed + round);
    }

    [Theory]
    [InlineData(7331970)]
    public void Generate_WhereAnExtensionHasAResourceOfACoresName_GivesBoth(int seed) => CheckSoundness(seed);

    [Fact]
    public void MutateResource_ChangesTheJsonSchemaOfOneResourceOnly()
    {
        var schema = SchemaGenerator.Generate(5, Small);

        var mutated = schema.MutateResource(11);

        Assert.Equal(mutated.Core, schema.MutateResource(11).Core);
        var (before, after) = (JsonNode.Parse(schema.Core)!, JsonNode.Parse(mutated.Core)!);
        Assert.False(JsonNode.DeepEquals(before, after));
        var resource = (JsonNode root) => root["projectSchema"]!["resourceSchemas"]![mutated.Endpoint]!;
        resource(after)["jsonSchemaForInsert"] = resource(before)["jsonSchemaForInsert"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(before, after));
    }

    private static void CheckSoundness(int seed)
    {
        var schema = SchemaGenerator.Generate(seed, new GeneratorOptions { Resources = 60, Extensions = 3 });
        var core = Project(schema.Core);
        JsonElement[] extensions = [.. schema.Extensions.Select(Project)];
        JsonElement[] projects = [core, .. extensions];

        foreach (var kind in Enum.GetValues<OpenApiDocumentKind>())
        {
            var document = RenderedDocument.Of(kind, core, extensions);
            Assert.Empty(document.Problems);
            Assert.All(References.In(document.Root).Distinct(), reference =>
                Assert.True(References.Resolves(document.Root, reference), $"seed {seed}: {reference}"));
        }

        var problems = new List<LoadOrderProblem>();
        var order = LoadOrder.Of(projects, problems)
            .Where(entry => entry.Operations.Contains("Create")).ToDictionary(entry => entry.Resource, entry => entry.Order);
        Assert.Empty(problems);
        Assert.Equal(60 - 1 + (3 * 12), order.Count);
        Assert.All(RequiredReferences.Of(projects).Where(edge => edge.Resource != edge.Required), edge =>
            Assert.True(order[edge.Required] < order[edge.Resource], $"seed {seed}: {edge}"));
        Assert.All(extensions, extension => CheckResourceExtensions(extension, core));
        CheckNamesAreOwn(projects, seed);
    }

    // Merging refuses an extension that names something as the core or another extension does.
    private static void CheckNamesAreOwn(JsonElement[] projects, int seed) =>
        Assert.All(
            projects.SelectMany((project, index) => project.GetProperty("resourceSchemas").EnumerateObject()
                    .Where(resource => index == 0 || resource.Value.GetProperty("isResourceExtension").GetBoolean()))
                .SelectMany(resource => resource.Value.GetProperty("documentPathsMapping").EnumerateObject()
                    .Select(path => (Resource: resource.Value.GetProperty("resourceName").GetString(), path.Name)))
                .GroupBy(key => key),
            group => Assert.True(group.Count() == 1, $"seed {seed}: {group.Key} is there {group.Count()} times"));

    private static void CheckResourceExtensions(JsonElement extension, JsonElement core)
    {
        JsonProperty[] entries =
        [
            .. extension.GetProperty("resourceSchemas").EnumerateObject().Where(entry => entry.Value.GetProperty("isResourceExtension").GetBoolean()),
        ];
        Assert.Equal(5, entries.Length);
        Assert.Contains(entries, entry => entry.Value.GetProperty("commonExtensionOverrides").GetArrayLength() > 0);
        foreach (var entry in entries)
        {
            var extended = core.GetProperty("resourceSchemas").GetProperty(entry.Name).GetProperty("jsonSchemaForInsert");
            foreach (var common in entry.Value.GetProperty("commonExtensionOverrides").EnumerateArray())
            {
                var location = common.GetProperty("insertionLocations")[0].GetString()!;
                Assert.True(References.Resolves(extended, location.Replace('.', '/')), location);
            }
        }
    }

    private static JsonElement Project(byte[] document) => JsonElement.Parse(document).GetProperty("projectSchema");
}
