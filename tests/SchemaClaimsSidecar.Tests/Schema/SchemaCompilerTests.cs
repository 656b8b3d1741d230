using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema;

public sealed class SchemaCompilerTests
{
    [Fact]
    public void Compile_CoreAndExtension_GivesThePartsOfTheProtocol()
    {
        var core = Core(
            ("students", Resource("Student").With("""{"openApiFragments":{"resources":{"tags":[2]}}}""")),
            ("schools", Resource("School")));
        core.Project().With("""
            {"abstractResources":{"B":{"identityJsonPaths":["$.b"],"openApiFragment":{"z":1,"y":2}},"A":{"identityJsonPaths":["$.a"]}}}
            """);
        var extension = Extension("Tpdm", ("students", Resource("Student", true)), ("people", Resource("Person")));

        var parts = Compiled.Parts(Input(MergeRules.Rules2026, core, extension));

        Assert.Equal(
            [
                "dependencies", "openapi/descriptors", "openapi/fragments/ed-fi", "openapi/resources", "project/ed-fi", "project/tpdm",
                "resource/ed-fi/schools", "resource/ed-fi/students", "resource/tpdm/people", "resource/tpdm/students",
            ],
            parts.Keys);
        AssertCanonical(Resource("School"), parts["resource/ed-fi/schools"]);
        AssertCanonical(Resource("Student"), parts["resource/ed-fi/students"]);
        AssertCanonical(Resource("Student", true), parts["resource/tpdm/students"]);
        AssertCanonical(
            Parse($$"""
                {"openApiBaseDocuments":{{core.Project()["openApiBaseDocuments"]!.ToJsonString()}},"abstractResources":{"B":{"z":1,"y":2} },
                 "resourceSchemas":{"students":{"resources":{"tags":[2]} } } }
                """),
            parts["openapi/fragments/ed-fi"]);
        core.Project().Without("openApiBaseDocuments", "resourceSchemas");
        core.Project()["abstractResources"]!["B"]!.AsObject().Without("openApiFragment");
        AssertCanonical(core, parts["project/ed-fi"]);
    }

    [Fact]
    public void Compile_CoreAndExtension_GivesTheAnswersToMetadataRequests()
    {
        const string path = """{"openApiFragments":{"resources":{"paths":{"/tpdm/people":{"get":{}}}}}}""";
        var extension = Extension("Tpdm", ("people", Resource("Person").With(path)));

        var parts = Compiled.Parts(Input(MergeRules.Rules2026, Core(("students", Resource("Student"))), extension));

        Assert.NotNull(JsonNode.Parse(parts["openapi/resources"])!["paths"]!["/tpdm/people"]);
        Assert.Empty(JsonNode.Parse(parts["openapi/descriptors"])!["paths"]!.AsObject());
        Assert.Equal(
            ["/ed-fi/students", "/tpdm/people"],
            JsonNode.Parse(parts["dependencies"])!.AsArray().Select(entry => (string)entry!["resource"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Compile_WhatCannotBeRendered_IsAWarning()
    {
        var core = Core(("students", Resource("Student").With(
            """{"documentPathsMapping":{"A":{"isReference":true,"isRequired":true,"projectName":"Ed-Fi","resourceName":"Nobody"}}}""")));
        var extension = Extension(
            "A", ("students", Resource("Student", true).With("""{"openApiFragments":{"resources":{"exts":{"Nothing":{}}}}}""")));
        var input = Input(MergeRules.Rules2026, core, extension);

        var result = SchemaCompiler.Compile(input);

        Assert.NotNull(result.Schema);
        Assert.Equal(
            [("core", "reference-target-exists"), ("extension-0", "openapi-extension-target")],
            result.Problems.Select(problem => (problem.Document, problem.Rule)));
        Assert.All(result.Problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
        Assert.Equal(result.Problems, Compiled.Refused(input with { Strict = true }));
    }

    [Fact]
    public void Compile_PropertiesAfterTheResources_AreInTheProjectPart()
    {
        var core = Core().With("""{"zzz":1}""");
        core.Project().With("""{"unknownLater":[true],"aaa":0}""");

        var part = JsonNode.Parse(Compiled.Parts(Input(MergeRules.Rules2025, core))["project/ed-fi"])!;

        Assert.Equal(["apiSchemaVersion", "projectSchema"], part.AsObject().Select(property => property.Key));
        Assert.True((bool)part["projectSchema"]!["unknownLater"]![0]!);
        Assert.Equal(0, (int)part["projectSchema"]!["aaa"]!);
        Assert.False(part["projectSchema"]!.AsObject().ContainsKey("resourceSchemas"));
    }

    [Fact]
    public void Compile_Input_IsNamedInTheResult()
    {
        var input = Input(MergeRules.Rules2025, Core(), Extension("B"), Extension("A"));

        var schema = SchemaCompiler.Compile(input).Schema!;

        Assert.Equal(
            [
                new ManifestInput("core", "core", input.Core.Digest, input.Core.Content.Length),
                .. input.Extensions.Select(extension =>
                    new ManifestInput("extension", extension.Name, extension.Digest, extension.Content.Length)),
            ],
            schema.Inputs);
        Assert.Equal(MergeRules.Rules2025, schema.Rules);
    }

    [Fact]
    public void Compile_HugeNumbersAndOddNames_SurviveTheMerge()
    {
        const string odd = """{"big":{"maximum":1e999,"minimum":-123456789012345678901234567890.10},"\ud83d\ude00\u0000/":"ä"}""";
        const string ext = """{"_ext":{"properties":{"a":{"maximum":9e-999}}}}""";
        var core = Core(("students", Resource("Student").WithInsertProperties(odd)));
        var extension = Extension("A", ("students", Resource("Student", true).WithInsertProperties(ext)));
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var part = Compiled.Parts(Input(rules, core, extension))["resource/ed-fi/students"];
            Assert.Contains("1e999", part, StringComparison.Ordinal);
            Assert.Contains("-123456789012345678901234567890.10", part, StringComparison.Ordinal);
            Assert.Contains("9e-999", part, StringComparison.Ordinal);
            AssertCanonical(Resource("Student").WithInsertProperties(odd).WithInsertProperties(ext), part);
        }
    }

    [Fact]
    public void Compile_OverrideThatNestsDeeperThanADocumentMay_IsMerged()
    {
        static string Nest(string inner, int depth) => depth == 0 ? inner : Nest($$"""{"properties":{"p":{{inner}} } }""", depth - 1);

        var core = Core(("students", Resource("Student").With($$"""{"jsonSchemaForInsert":{{Nest("""{"properties":{}}""", 25)}} }""")));
        var location = "$" + string.Concat(Enumerable.Repeat(".properties.p", 25));
        var extension = Extension("A", ("students", Resource("Student", true).With(
            $$"""{"commonExtensionOverrides":[{"insertionLocations":["{{location}}"],"schemaFragment":{{Nest("{}", 25)}} }]}""")));

        var part = Compiled.Parts(Input(MergeRules.Rules2026, core, extension))["resource/ed-fi/students"];

        Assert.Equal(51, part.Split("\"p\":").Length);
    }

    [Fact]
    public void Compile_RandomSchemas_IsDeterministicAndLeavesItsInputAlone()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new RandomJson(seed);
            var (core, extensions) = random.Schema();
            foreach (var rules in Enum.GetValues<MergeRules>())
            {
                var input = Rewrite(random, rules, core, extensions);
                var parts = Compiled.Parts(input);

                Assert.True(
                    input.Extensions.Append(input.Core).All(document => Digest.Of(document.Content.Span) == document.Digest),
                    $"Seed {seed}");
                Assert.True(parts.SequenceEqual(Compiled.Parts(input)), $"Seed {seed}");
                Assert.True(
                    parts.Where(IsCanonical).SequenceEqual(Compiled.Parts(Rewrite(random, rules, core, extensions)).Where(IsCanonical)),
                    $"Seed {seed}");
            }
        }
    }

    [Fact]
    public void Compile_RandomSchemas_ResourcesThatNothingExtendsAreAsTheyCame()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (core, extensions) = new RandomJson(seed).Schema();
            var extended = extensions.SelectMany(extension => extension.Resources())
                .Select(resource => (string)resource.Value!["resourceName"]!).ToHashSet();
            var parts = Compiled.Parts(Input(MergeRules.Rules2026, core, extensions));
            foreach (var document in extensions.Prepend(core))
            {
                foreach (var (endpoint, resource) in document.Resources().Where(resource =>
                    document != core || !extended.Contains((string)resource.Value!["resourceName"]!)))
                {
                    var expected = resource!.DeepClone().AsObject().Without("openApiFragments");
                    AssertCanonical(expected, parts[$"resource/{document.Project()["projectEndpointName"]}/{endpoint}"]);
                }
            }
        }
    }

    [Fact]
    public void Compile_Cancelled_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => SchemaCompiler.Compile(Input(MergeRules.Rules2026, Core()), new CancellationToken(canceled: true)));

    [Fact]
    public void Compile_OneResourceChanges_OnlyItsPartChanges()
    {
        var core = Core(("students", Resource("Student")), ("schools", Resource("School")));
        var before = Compiled.Parts(Input(MergeRules.Rules2026, core));
        core.Resources()["students"]!["allowIdentityUpdates"] = true;
        var after = Compiled.Parts(Input(MergeRules.Rules2026, core));

        Assert.Equal(["resource/ed-fi/students"], after.Where(part => before[part.Key] != part.Value).Select(part => part.Key));
    }

    private static SchemaInput Rewrite(RandomJson random, MergeRules rules, JsonObject core, JsonObject[] extensions) => new(
        InputDocument.Of("core", random.Write(core)),
        [.. extensions.Select((extension, index) => InputDocument.Of($"extension-{index}", random.Write(extension)))],
        rules, Strict: false);

    // The OpenAPI documents keep the order in which their paths and schemas were written.
    private static bool IsCanonical(KeyValuePair<string, string> part) =>
        part.Key is not (PartNames.ResourcesOpenApi or PartNames.DescriptorsOpenApi);

    private static void AssertCanonical(JsonNode expected, string actual) =>
        Assert.Equal(System.Text.Encoding.UTF8.GetString(NaiveCanonicalJson.Write(JsonNode.Parse(expected.ToJsonString()))), actual);
}
