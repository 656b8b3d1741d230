using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema.Merging;

public sealed class ResourceMerge2025Tests
{
    [Fact]
    public void Compile_TwoExtensionsOfOneResource_MergesThoseSevenThings()
    {
        var merged = Merge(
            Core(("schools", Resource("School").With($$"""{"booleanJsonPaths":["$.a"],"equalityConstraints":[{{Equal("$.a", "$.b")}}]}"""))),
            Extension("tpdm", ("schoolExtensions", Resource("School", true).With($$"""
                {
                  "booleanJsonPaths": ["$._ext.tpdm.gradeLevels[*].isSecondary"], "numericJsonPaths": ["$._ext.tpdm.schoolId"],
                  "dateTimeJsonPaths": ["$._ext.tpdm.beginDate"], "equalityConstraints": [{{Equal("$.c", "$.d")}}],
                  "documentPathsMapping": {"Person": {"isReference": true, "referenceJsonPaths": []} },
                  "arrayUniquenessConstraints": [{"paths": ["$.b"]}]
                }
                """).WithInsertProperties("""{"_ext":{"properties":{"tpdm":{"properties":{"boardCertificationIndicator":{}}}}}}"""))),
            Extension("sample", ("schools", Resource("School", true).With("""
                {
                  "booleanJsonPaths": ["$._ext.sample.b1", "$._ext.sample.b2"],
                  "documentPathsMapping": {"DirectlyOwnedBus": {"isReference": true, "referenceJsonPaths": []}},
                  "arrayUniquenessConstraints": [{"paths": ["$.b"]}]
                }
                """).WithInsertProperties(
                """{"_ext":{"properties":{"sample":{"properties":{"directlyOwnedBuses":{}}}},"required":["sample"]}}"""))));

        Compiled.AssertJson(
            """["$.a","$._ext.tpdm.gradeLevels[*].isSecondary","$._ext.sample.b1","$._ext.sample.b2"]""", merged["booleanJsonPaths"]);
        Compiled.AssertJson("""["$._ext.tpdm.schoolId"]""", merged["numericJsonPaths"]);
        Compiled.AssertJson("""["$._ext.tpdm.beginDate"]""", merged["dateTimeJsonPaths"]);
        Compiled.AssertJson($"""[{Equal("$.a", "$.b")},{Equal("$.c", "$.d")}]""", merged["equalityConstraints"]);
        Compiled.AssertJson("""[{"paths":["$.b"]},{"paths":["$.b"]}]""", merged["arrayUniquenessConstraints"]);
        Assert.Equal(["DirectlyOwnedBus", "Id", "Person"], merged["documentPathsMapping"]!.AsObject().Select(property => property.Key));
        Compiled.AssertJson(
            """
            {"properties":{"tpdm":{"properties":{"boardCertificationIndicator":{}}},
                           "sample":{"properties":{"directlyOwnedBuses":{}}}}}
            """,
            merged.InsertProperties()["_ext"]);
    }

    [Fact]
    public void Compile_WhatElseAnExtensionSays_StaysInTheExtension()
    {
        const string change = """
            {
              "dateJsonPaths": ["$.d"], "decimalPropertyValidationInfos": [{"path": "$.e"}], "queryFieldMapping": {"f": []},
              "identityJsonPaths": ["$.g"], "authorizationPathways": ["h"], "domains": ["i"], "allowIdentityUpdates": true,
              "securableElements": {"Namespace": ["$.j"], "EducationOrganization": [], "Student": [], "Contact": [], "Staff": []},
              "jsonSchemaForInsert": {"type": "array", "properties": {}, "required": ["k"]}
            }
            """;
        var core = Core(("students", Resource("Student")));
        var extension = Extension("A", ("students", Resource("Student", true).With(change)));
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var parts = Compiled.Parts(Input(rules, core, extension));
            Compiled.AssertJson(parts["resource/ed-fi/students"], Resource("Student"));
            Compiled.AssertJson(parts["resource/a/students"], Resource("Student", true).With(change));
        }
    }

    [Fact]
    public void Compile_DuplicateKey_KeepsWhatTheCoreHas()
    {
        var merged = Merge(
            Core(("students", Resource("Student").WithInsertProperties("""{"firstName":{"maxLength":75}}"""))),
            Extension("A", ("students", Resource("Student", true)
                .With("""{"documentPathsMapping":{"Id":{"isReference":false,"path":"$.other"}}}""")
                .WithInsertProperties("""{"firstName":{"maxLength":1},"lastName":{}}"""))));

        Compiled.AssertJson("""{"firstName":{"maxLength":75},"id":{"type":"string"},"lastName":{}}""", merged.InsertProperties());
        Assert.Equal("$.id", (string?)merged["documentPathsMapping"]!["Id"]!["path"]);
    }

    [Fact]
    public void Compile_SameProjectBelowExt_LastExtensionAsGivenWins()
    {
        JsonObject[] extensions =
        [
            WithExt("z", """{"properties":{"p":{"a":1}},"additionalProperties":true}"""),
            WithExt("a", """{"properties":{"p":{"a":2}},"required":["p"]}"""),
        ];

        Compiled.AssertJson("""{"properties":{"p":{"a":2}},"additionalProperties":true}""", MergeExt("{}", extensions));
        Compiled.AssertJson("""{"properties":{"p":{"a":1}},"required":["p"]}""", MergeExt("{}", [.. extensions.Reverse()]));
    }

    [Fact]
    public void Compile_ExtInOtherCase_IsTreatedAsExt()
    {
        var extension = Extension(
            "A", ("students", Resource("Student", true).WithInsertProperties("""{"_EXT":{"properties":{"b":{}}}}""")));

        var merged = Merge(Core(("students", Resource("Student").WithInsertProperties("""{"_ext":{"properties":{"a":{}}}}"""))), extension);
        Compiled.AssertJson("""{"id":{"type":"string"},"_ext":{"properties":{"a":{},"b":{}}}}""", merged.InsertProperties());

        merged = Merge(Core(("students", Resource("Student"))), extension);
        Compiled.AssertJson("""{"id":{"type":"string"},"_EXT":{"properties":{"b":{}}}}""", merged.InsertProperties());
    }

    [Theory]
    [InlineData("""{"type":"object"}""", """{"properties":{"a":{}}}""")]
    [InlineData("""{"properties":{"a":{}}}""", """{"type":"object"}""")]
    [InlineData("""{"properties":{"a":{}}}""", "null")]
    public void Compile_ExtWithoutPropertiesOnOneSide_IsRefused(string core, string extension)
    {
        var problem = Assert.Single(Compiled.Refused(
            MergeRules.Rules2025, Core(("students", Resource("Student").WithInsertProperties($$"""{"_ext":{{core}}}"""))),
            WithExt("A", extension)));

        Assert.Equal(
            ("extension-0", "/projectSchema/resourceSchemas/students/jsonSchemaForInsert/properties/_ext", "merge-duplicate-key"),
            (problem.Document, problem.Pointer, problem.Rule));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Compile_InsertSchemaWithoutProperties_IsRefused(bool inCore, bool inExtension)
    {
        const string nothing = """{"jsonSchemaForInsert":{"type":"object"}}""";
        var core = Core(("students", Resource("Student").With(inCore ? nothing : "{}")));
        var extension = Extension("A", ("students", Resource("Student", true).With(inExtension ? nothing : "{}")));
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var problem = Assert.Single(Compiled.Refused(rules, core, extension));
            Assert.Equal(
                ("extension-0", "/projectSchema/resourceSchemas/students/jsonSchemaForInsert", "merge-properties"),
                (problem.Document, problem.Pointer, problem.Rule));
        }
    }

    [Fact]
    public void Compile_AbsentList_CountsAsEmpty()
    {
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var merged = Compiled.Resource(
                "students", rules,
                Core(("students", Resource("Student").Without("booleanJsonPaths", "numericJsonPaths", "arrayUniquenessConstraints"))),
                Extension("A", ("students", Resource("Student", true).Without("numericJsonPaths")
                    .With("""{"booleanJsonPaths":["$.a"],"arrayUniquenessConstraints":[{"paths":["$.b"]}]}"""))));

            Compiled.AssertJson("""["$.a"]""", merged["booleanJsonPaths"]);
            Compiled.AssertJson("""[{"paths":["$.b"]}]""", merged["arrayUniquenessConstraints"]);
            Assert.False(merged.ContainsKey("numericJsonPaths"));
        }
    }

    private static string Equal(string source, string target) => $$"""{"sourceJsonPath":"{{source}}","targetJsonPath":"{{target}}"}""";

    private static JsonObject WithExt(string project, string ext) =>
        Extension(project, ("students", Resource("Student", true).WithInsertProperties($$"""{"_ext":{{ext}}}""")));

    private static JsonNode? MergeExt(string properties, JsonObject[] extensions) =>
        Merge(Core(("students", Resource("Student").WithInsertProperties(properties))), extensions).InsertProperties()["_ext"];

    private static JsonObject Merge(JsonObject core, params JsonObject[] extensions) =>
        Compiled.Resource(core.Resources().First().Key, MergeRules.Rules2025, core, extensions);
}
