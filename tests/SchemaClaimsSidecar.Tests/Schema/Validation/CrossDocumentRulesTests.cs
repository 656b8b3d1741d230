using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema.Validation;

public sealed class CrossDocumentRulesTests
{
    [Fact]
    public void Compile_TwoCores_IsRefused() =>
        AssertOne("extension-0", "/projectSchema/isExtensionProject", "one-core", Core(), SecondCore());

    [Fact]
    public void Compile_NoCore_IsRefused() =>
        AssertOne("core", "/projectSchema/isExtensionProject", "one-core", Extension("Tpdm"), Extension("Sample"));

    [Fact]
    public void Compile_DifferentApiSchemaVersions_NamesBoth()
    {
        var message = AssertOne(
            "extension-0", "/apiSchemaVersion", "same-api-schema-version",
            Core(), Extension("Tpdm").With("""{"apiSchemaVersion":"2.0.0"}"""), Extension("Sample"));

        Assert.Contains("2.0.0", message, StringComparison.Ordinal);
        Assert.Contains("1.0.0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SameProjectEndpointNameTwice_NamesTheOther()
    {
        var message = AssertOne(
            "extension-1", "/projectSchema/projectEndpointName", "unique-project-endpoint-name",
            Core(), Extension("Tpdm"), Extension("TPDM"));

        Assert.Contains("extension-0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SameResourceNameTwiceInCore_IsRefused() => AssertOne(
        "core", "/projectSchema/resourceSchemas/pupils/resourceName", "unique-resource-name",
        Core(("students", Resource("Student")), ("pupils", Resource("Student"))));

    [Fact]
    public void Compile_ExtensionOfAResourceThatTheCoreLacks_IsRefused()
    {
        var message = AssertOne(
            "extension-1", "/projectSchema/resourceSchemas/buses/resourceName", "extension-target",
            Core(("students", Resource("Student"))),
            Extension("A", ("buses", Resource("Bus"))),
            Extension("B", ("buses", Resource("Bus", true))));

        Assert.Contains("\"Bus\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_BadInput_LeavesLaterInputsAlone()
    {
        var good = Input(MergeRules.Rules2026, Core(("students", Resource("Student"))), Extension("A"));
        var before = SchemaCompiler.Compile(good).Schema!;

        for (var i = 0; i < 5; i++)
        {
            Assert.NotEmpty(Compiled.Refused(MergeRules.Rules2026, Core(), SecondCore()));
            var after = SchemaCompiler.Compile(good).Schema!;
            Assert.Equal(before.EffectiveSchemaHash, after.EffectiveSchemaHash);
            Assert.Equal(before.Parts.Select(part => part.Digest), after.Parts.Select(part => part.Digest));
        }
    }

    private static JsonObject SecondCore()
    {
        var core = Core();
        core.Project().With("""{"projectEndpointName":"second"}""");
        return core;
    }

    private static string AssertOne(
        string document, string pointer, string rule, JsonObject core, params JsonObject[] extensions)
    {
        var messages = Enum.GetValues<MergeRules>().Select(rules =>
        {
            var problem = Assert.Single(
                Compiled.Refused(rules, core, extensions), problem => problem.Severity == SchemaClaimsSidecar.Documents.Severity.Error);
            Assert.Equal((document, pointer, rule), (problem.Document, problem.Pointer, problem.Rule));
            return problem.Message;
        });
        return messages.Distinct().Single();
    }
}
