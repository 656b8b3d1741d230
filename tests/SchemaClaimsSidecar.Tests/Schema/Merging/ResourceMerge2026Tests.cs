using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema.Merging;

public sealed class ResourceMerge2026Tests
{
    private const string Insert = "/projectSchema/resourceSchemas/contacts/jsonSchemaForInsert/properties";
    private const string Overrides = "/projectSchema/resourceSchemas/contacts/commonExtensionOverrides";

    private static JsonObject ContactsCore => Core(("contacts", Resource("Contact").With("""
        {"jsonSchemaForInsert": {"required": ["firstName"], "properties": {
          "firstName": {"maxLength": 75}, "note": {"type": "string"},
          "addresses": {"type": "array", "items": {"type": "object", "required": ["city"], "properties": {"city": {}}}}}}}
        """)));

    [Fact]
    public void Compile_OverridesAndExt_AreInserted()
    {
        var merged = Merge(Contacts(
            "sample", """{"complex":{},"onBusRoute":{}}""",
            """{"_ext":{"properties":{"sample":{"properties":{"isSportsFan":{},"favoriteBookTitles":{}}}}}}"""));

        Compiled.AssertJson(
            """{"properties":{"sample":{"properties":{"isSportsFan":{},"favoriteBookTitles":{}}}}}""", merged.InsertProperties()["_ext"]);
        Compiled.AssertJson(
            """
            {"type":"object","required":["city"],
             "properties":{"city":{},"_ext":{"properties":{"sample":{"properties":{"complex":{},"onBusRoute":{}}}}}}}
            """,
            merged.InsertProperties()["addresses"]!["items"]);
        Compiled.AssertJson("""["firstName"]""", merged["jsonSchemaForInsert"]!["required"]);
    }

    [Fact]
    public void Compile_TwoExtensionsAtOneLocation_BothAreThere()
    {
        var merged = Merge(Contacts("sample", """{"complex":{}}"""), Contacts("other", """{"zoneCode":{}}"""));

        Compiled.AssertJson(
            """{"properties":{"sample":{"properties":{"complex":{}}},"other":{"properties":{"zoneCode":{}}}}}""",
            merged.InsertProperties()["addresses"]!["items"]!["properties"]!["_ext"]);
    }

    [Fact]
    public void Compile_DuplicateKeyWhereAnOverrideInserts_IsSkipped()
    {
        var merged = Merge(Contacts("sample", """{"complex":{}}""", """{"addresses":{"type":"string"}}"""));

        Assert.Equal("array", (string?)merged.InsertProperties()["addresses"]!["type"]);
    }

    [Fact]
    public void Compile_DuplicateKeys_AreAllRefused()
    {
        var extension = Contacts("sample", """{"complex":{}}""", """{"firstName":{},"note":{},"fresh":{}}""");
        extension.Resources()["contacts"]!.AsObject().With("""{"documentPathsMapping":{"Id":{"isReference":false}}}""");

        var problems = Compiled.Refused(MergeRules.Rules2026, ContactsCore, extension);

        Assert.Equal(
            ["/projectSchema/resourceSchemas/contacts/documentPathsMapping/Id", $"{Insert}/firstName", $"{Insert}/note"],
            problems.Select(problem => problem.Pointer));
        Assert.All(problems, problem => Assert.Equal(("extension-0", "merge-duplicate-key"), (problem.Document, problem.Rule)));
    }

    [Fact]
    public void Compile_DuplicateKeyOfTwoExtensions_IsTheLaterOnesFault()
    {
        var problem = Assert.Single(Compiled.Refused(
            MergeRules.Rules2026, ContactsCore, Contacts("b", null, """{"fresh":{}}"""), Contacts("a", null, """{"fresh":{}}""")));

        Assert.Equal(("extension-0", $"{Insert}/fresh"), (problem.Document, problem.Pointer));
    }

    [Fact]
    public void Compile_ExtOnBothSides_UnitesRequiredAndLetsTheLastWin()
    {
        var core = ContactsCore;
        core.Resources()["contacts"]!.AsObject().WithInsertProperties(
            """{"_ext":{"description":"core","required":["x"],"additionalProperties":false}}""");

        var merged = Compiled.Resource(
            "contacts", MergeRules.Rules2026, core,
            Contacts("b", null, """
                {"_ext":{"properties":{"p":{"a":2}},"required":["x","y"],"additionalProperties":true,"description":"b"}}
                """),
            Contacts("a", null, """{"_ext":{"properties":{"p":{"a":1},"q":{}},"required":["z"],"additionalProperties":{}}}"""));

        Compiled.AssertJson(
            """{"description":"core","properties":{"p":{"a":2},"q":{}},"required":["x","z","y"],"additionalProperties":true}""",
            merged.InsertProperties()["_ext"]);
    }

    [Fact]
    public void Compile_ExtInOtherCase_IsAnOrdinaryKey()
    {
        var core = ContactsCore;
        core.Resources()["contacts"]!.AsObject().WithInsertProperties("""{"_ext":{"properties":{"a":{}}}}""");
        var extension = Contacts("a", null, """{"_Ext":{"properties":{"b":{}}}}""");

        var merged = Compiled.Resource("contacts", MergeRules.Rules2026, core, extension).InsertProperties();
        Compiled.AssertJson("""{"properties":{"a":{}}}""", merged["_ext"]);
        Compiled.AssertJson("""{"properties":{"b":{}}}""", merged["_Ext"]);

        Assert.Equal(
            $"{Insert}/_Ext",
            Assert.Single(Compiled.Refused(MergeRules.Rules2026, core, extension, Contacts("b", null, """{"_Ext":{}}"""))).Pointer);
    }

    [Theory]
    [InlineData("\"text\"", "{}")]
    [InlineData("{}", "true")]
    public void Compile_ExtThatIsNoObjectOnOneSide_IsADuplicateKey(string ofCore, string ofExtension)
    {
        var core = ContactsCore;
        core.Resources()["contacts"]!.AsObject().WithInsertProperties($$"""{"_ext":{{ofCore}} }""");

        var problem = Assert.Single(Compiled.Refused(MergeRules.Rules2026, core, Contacts("a", null, $$"""{"_ext":{{ofExtension}} }""")));

        Assert.Equal(($"{Insert}/_ext", "merge-duplicate-key"), (problem.Pointer, problem.Rule));
    }

    [Theory]
    [InlineData("""["$.properties.addresses.items","$.properties.nowhere.items"]""", 1, "override-path")]
    [InlineData("""["$.properties.addresses[*]"]""", 0, "override-path")]
    [InlineData("""["$.properties.note"]""", 0, "override-target")]
    [InlineData("""["$.properties.note.type"]""", 0, "override-target")]
    [InlineData("""["$.properties.note.type.more"]""", 0, "override-path")]
    public void Compile_OverrideThatFitsNowhere_IsRefused(string locations, int index, string rule)
    {
        var problem = AssertRefusedOverride($$"""[{"insertionLocations":{{locations}},"schemaFragment":{} }]""");

        Assert.Equal(($"{Overrides}/0/insertionLocations/{index}", rule), (problem.Pointer, problem.Rule));
        Assert.Contains("Contact", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_OverrideWithUnknownPath_SaysPathNotFound() => Assert.Matches(
        "(?i)path.*not found.*contact",
        AssertRefusedOverride("""[{"insertionLocations":["$.properties.x"],"schemaFragment":{}}]""").Message);

    [Fact]
    public void Compile_OverrideWhoseFragmentIsNoObject_IsRefused()
    {
        var problem = AssertRefusedOverride("""[{"insertionLocations":["$.properties.addresses.items"],"schemaFragment":"text"}]""");

        Assert.Equal(($"{Overrides}/0/schemaFragment", "type"), (problem.Pointer, problem.Rule));
    }

    [Theory]
    [InlineData(
        """[{"paths":["$.a","$.b"],"nestedConstraints":[{"x":1}]}]""",
        """[{"paths":["$.b","$.a"],"nestedConstraints":[{"x":1},{"y":2}]}]""",
        """[{"paths":["$.a","$.b"],"nestedConstraints":[{"x":1},{"y":2}]}]""")]
    [InlineData(
        """[{"paths":["$.a"]}]""",
        """[{"paths":["$.a"],"nestedConstraints":[{"x":1}]}]""",
        """[{"paths":["$.a"],"nestedConstraints":[{"x":1}]}]""")]
    [InlineData("""[{"paths":["$.a"]}]""", """[{"paths":["$.a","$.b"]}]""", """[{"paths":["$.a"]},{"paths":["$.a","$.b"]}]""")]
    [InlineData("""[{"paths":["$.a"]}]""", """[{"paths":["$.a"]}]""", """[{"paths":["$.a"]}]""")]
    [InlineData("""[{"basePath":"$.a"}]""", """[{"basePath":"$.a"}]""", """[{"basePath":"$.a"},{"basePath":"$.a"}]""")]
    public void Compile_ArrayUniqueness_IsMergedByPaths(string ofCore, string ofExtension, string expected)
    {
        var core = Core(("contacts", Resource("Contact").With($$"""{"arrayUniquenessConstraints":{{ofCore}}}""")));
        var extension = Extension(
            "A", ("contacts", Resource("Contact", true).With($$"""{"arrayUniquenessConstraints":{{ofExtension}}}""")));

        Compiled.AssertJson(expected, Compiled.Resource("contacts", MergeRules.Rules2026, core, extension)["arrayUniquenessConstraints"]);
    }

    [Fact]
    public void Compile_Extensions_AreMergedInOrdinalOrderOfTheirEndpointNames()
    {
        static JsonObject Named(string name)
        {
            var extension = Extension(name, ("contacts", Resource("Contact", true).With($$"""{"booleanJsonPaths":["$.{{name}}"]}""")));
            extension.Project()["projectEndpointName"] = name;
            return extension;
        }

        var merged = Merge(Named("alpha"), Named("Zebra"), Named("a"));

        Compiled.AssertJson("""["$.Zebra","$.a","$.alpha"]""", merged["booleanJsonPaths"]);
    }

    private static Problem AssertRefusedOverride(string overrides)
    {
        var extension = Extension("A", ("contacts", Resource("Contact", true).With($$"""{"commonExtensionOverrides":{{overrides}}}""")));
        return Assert.Single(Compiled.Refused(MergeRules.Rules2026, ContactsCore, extension));
    }

    private static JsonObject Contacts(string project, string? addressProperties, string insertProperties = "{}")
    {
        var overrides = addressProperties is null ? "[]" : $$$"""
            [{"insertionLocations": ["$.properties.addresses.items"], "projectEndpointName": "{{{project}}}",
              "schemaFragment": {"properties": {"{{{project}}}": {"properties": {{{addressProperties}}} }} } }]
            """;
        return Extension(project, ("contacts", Resource("Contact", true)
            .With($$"""{"commonExtensionOverrides":{{overrides}}}""").WithInsertProperties(insertProperties)));
    }

    private static JsonObject Merge(params JsonObject[] extensions) =>
        Compiled.Resource("contacts", MergeRules.Rules2026, ContactsCore, extensions);
}
