using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using Testing;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema;

public sealed class KnownProjectsTests
{
    [Fact]
    public void Compile_WithDocumentsThatAreKnown_GivesWhatItGivesWithoutThem()
    {
        var core = Core(("students", Resource("Student")), ("schools", Resource("School").With("""{"extra":1}""")));
        var bus = Extension("Bus", ("students", Resource("Student", isExtension: true).WithInsertProperties("""{"route":{}}""")));
        var arts = Extension("Arts", ("artworks", Resource("Artwork").Without("domains")));
        var known = SchemaCompiler.Compile(Input(MergeRules.Rules2026, core, bus, arts)).Known;

        AssertSame(Input(MergeRules.Rules2026, core, bus, arts), known);
        AssertSame(Input(MergeRules.Rules2026, core, arts), known);
        AssertSame(Input(MergeRules.Rules2026, core), known);
        arts.Resources()["artworks"]!.AsObject().With("""{"isDescriptor":true}""");
        AssertSame(Input(MergeRules.Rules2026, core, arts, bus), known);
        core.Resources()["students"]!.AsObject().WithInsertProperties("""{"name":{}}""");
        AssertSame(Input(MergeRules.Rules2026, core, bus, arts), known);
    }

    [Fact]
    public void Compile_OfAKnownDocumentUnderOtherRules_ValidatesItAnew()
    {
        var core = Core(("students", Resource("Student").With("""{"sensitiveDataJsonPaths":[]}""")));
        var known = SchemaCompiler.Compile(Input(MergeRules.Rules2026, core)).Known;

        AssertSame(Input(MergeRules.Rules2025, core), known);
    }

    [Fact]
    public void Compile_OfAKnownCoreAsAnExtension_RefusesItAsEver()
    {
        var core = Core(("students", Resource("Student")));
        var known = SchemaCompiler.Compile(Input(MergeRules.Rules2026, core)).Known;

        AssertSame(Input(MergeRules.Rules2026, core, core), known);
    }

    [Fact]
    public void Compile_OfAKnownDocumentUnderAnotherName_NamesItInItsWarnings()
    {
        var core = Core(("students", Resource("Student").With("""{"extra":1}""")));
        var input = Input(MergeRules.Rules2026, core);
        var known = SchemaCompiler.Compile(input).Known;

        var result = SchemaCompiler.Compile(input with { Core = input.Core with { Name = "renamed" } }, known, default);

        Assert.Equal("renamed", Assert.Single(result.Problems).Document);
    }

    [Fact]
    public void Compile_OfAnInputThatIsRefused_KnowsNothing()
    {
        var result = SchemaCompiler.Compile(Input(MergeRules.Rules2026, Core(("students", Resource("Student").Without("resourceName")))));

        Assert.Null(result.Schema);
        Assert.Same(KnownProjects.None, result.Known);
    }

    [DataTheory]
    [InlineData(MergeRules.Rules2025)]
    [InlineData(MergeRules.Rules2026)]
    internal void Compile_RealDocuments_OneOfThemNew_GivesWhatItGivesWithoutTheKnown(MergeRules rules)
    {
        string[] names = ["core-ds51-derived.json", "homograph.json", "sample.json", "tpdm.json"];
        var documents = names.Select(name => InputDocument.Of(name, RealData.Read($"apischema/{name}"))).ToArray();
        var known = SchemaCompiler.Compile(new SchemaInput(documents[0], documents[1..], rules, Strict: false)).Known;
        for (var changed = 0; changed < documents.Length; changed++)
        {
            var root = JsonNode.Parse(documents[changed].Content.Span)!;
            root["projectSchema"]!["description"] = "Changed";
            var next = documents.ToArray();
            next[changed] = root.AsInput(names[changed]);

            AssertSame(new SchemaInput(next[0], next[1..], rules, Strict: false), known);
        }
    }

    private static void AssertSame(SchemaInput input, KnownProjects known)
    {
        var expected = SchemaCompiler.Compile(input);
        foreach (var actual in Enumerable.Range(0, 2).Select(_ => SchemaCompiler.Compile(input, known, default)))
        {
            Assert.Equal(expected.Problems, actual.Problems);
            Assert.Equal(expected.Schema?.EffectiveSchemaHash, actual.Schema?.EffectiveSchemaHash);
            Assert.Equal(expected.Schema?.Inputs, actual.Schema?.Inputs);
            Assert.Equal(
                expected.Schema?.Parts.Select(part => (part.Name, part.Digest)), actual.Schema?.Parts.Select(part => (part.Name, part.Digest)));
        }
    }
}
