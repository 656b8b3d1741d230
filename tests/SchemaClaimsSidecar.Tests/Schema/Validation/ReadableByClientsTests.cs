using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema.Validation;

/// <summary>What the validators of DMS accept: refused where no client could read it, and only there.</summary>
public sealed class ReadableByClientsTests
{
    private const string Students = "/projectSchema/resourceSchemas/students";

    [Theory]
    [InlineData("""{"resourceName":""}""", "/resourceName", "empty-name")]
    [InlineData("""{"dateJsonPaths":["birthDate"]}""", "/dateJsonPaths/0", "json-path")]
    [InlineData("""{"numericJsonPaths":["$.a b"]}""", "/numericJsonPaths/0", "json-path")]
    [InlineData("""{"identityJsonPaths":["$..id"]}""", "/identityJsonPaths/0", "json-path")]
    [InlineData("""{"superclassIdentityJsonPath":"$.a[?(@.b)]"}""", "/superclassIdentityJsonPath", "json-path")]
    [InlineData("""{"decimalPropertyValidationInfos":[{"totalDigits":5}]}""", "/decimalPropertyValidationInfos/0", "required")]
    [InlineData(
        """{"decimalPropertyValidationInfos":[{"path":"$.a","totalDigits":32768}]}""",
        "/decimalPropertyValidationInfos/0/totalDigits", "digits")]
    [InlineData(
        """{"decimalPropertyValidationInfos":[{"path":"$.a","decimalPlaces":1.5}]}""",
        "/decimalPropertyValidationInfos/0/decimalPlaces", "digits")]
    [InlineData("""{"equalityConstraints":[{"sourceJsonPath":"$.a"}]}""", "/equalityConstraints/0", "required")]
    [InlineData(
        """{"arrayUniquenessConstraints":[{"nestedConstraints":[{"paths":["a"]}]}]}""",
        "/arrayUniquenessConstraints/0/nestedConstraints/0/paths/0", "json-path")]
    [InlineData("""{"queryFieldMapping":{"a":[{"path":"$.a"}]}}""", "/queryFieldMapping/a/0", "required")]
    [InlineData("""{"documentPathsMapping":{"A":{"isReference":false,"isRequired":"no"}}}""", "/documentPathsMapping/A/isRequired", "type")]
    [InlineData("""{"documentPathsMapping":{"A-b":{"isPartOfIdentity":1}}}""", "/documentPathsMapping/A-b/isPartOfIdentity", "type")]
    [InlineData("""{"documentPathsMapping":{"A-b":true}}""", "/documentPathsMapping/A-b", "type")]
    [InlineData("""{"jsonSchemaForInsert":{"properties":[]}}""", "/jsonSchemaForInsert/properties", "type")]
    [InlineData("""{"jsonSchemaForInsert":{"properties":{},"required":[1]}}""", "/jsonSchemaForInsert/required/0", "type")]
    public void Compile_ResourceThatClientsCannotRead_IsRefusedAtItsPlace(string change, string pointer, string rule)
    {
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var problem = Assert.Single(Compiled.Refused(rules, Core(("students", Resource("Student").With(change)))));
            Assert.Equal((Severity.Error, Students + pointer, rule), (problem.Severity, problem.Pointer, problem.Rule));
        }
    }

    [Theory]
    [InlineData(
        """{"educationOrganizationHierarchy":{"School":{"a-b":"District"}}}""", "/educationOrganizationHierarchy/School/a-b", "json-path")]
    [InlineData("""{"compatibleDsRange":5}""", "/compatibleDsRange", "type")]
    public void Compile_ProjectThatClientsCannotRead_IsRefusedAtItsPlace(string change, string pointer, string rule)
    {
        var core = Core();
        core.Project().With(change);
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var problem = Assert.Single(Compiled.Refused(rules, core));
            Assert.Equal((Severity.Error, "/projectSchema" + pointer, rule), (problem.Severity, problem.Pointer, problem.Rule));
        }
    }

    [Theory]
    [InlineData("""{"booleanJsonPaths":["$","$['a b'][0].c[*]","$._ext.tpdm.d","\u0024.e"]}""")]
    [InlineData("""{"decimalPropertyValidationInfos":[{"path":"$.a","totalDigits":32767,"decimalPlaces":null}]}""")]
    [InlineData("""{"arrayUniquenessConstraints":[{"basePath":null,"paths":null,"nestedConstraints":null},{"basePath":"$.a[*]"}]}""")]
    [InlineData("""{"documentPathsMapping":{"A-b":{"path":"$.a","isRequired":null}}}""")]
    [InlineData("""{"queryFieldMapping":{"a":[],"":[{"path":"$.a","type":"","identity":true}]}}""")]
    [InlineData("""{"jsonSchemaForInsert":{"properties":{},"required":[],"type":["object","null"]}}""")]
    public void Compile_ResourceWithOddValuesThatClientsRead_HasNoProblem(string change)
    {
        foreach (var rules in Enum.GetValues<MergeRules>())
            Assert.Empty(SchemaCompiler.Compile(Input(rules, Core(("students", Resource("Student").With(change))))).Problems);
    }

    [Fact]
    public void Compile_OverrideAtAnOddName_IsMerged()
    {
        const string change =
            """{"commonExtensionOverrides":[{"insertionLocations":["$.properties.a b"],"schemaFragment":{"properties":{"x":{}}}}]}""";

        var merged = Compiled.Resource(
            "students", MergeRules.Rules2026,
            Core(("students", Resource("Student").WithInsertProperties("""{"a b":{"properties":{}}}"""))),
            Extension("A", ("students", Resource("Student", true).With(change))));

        Compiled.AssertJson("""{"properties":{"_ext":{"properties":{"x":{}}}}}""", merged.InsertProperties()["a b"]);
    }

    [Fact]
    public void Compile_ProjectWithOddValuesThatClientsRead_HasNoProblem()
    {
        var core = Core();
        core.Project().With("""{"compatibleDsRange":null,"educationOrganizationHierarchy":{"School":{"a-b":"$"}}}""");
        foreach (var rules in Enum.GetValues<MergeRules>())
            Assert.Empty(SchemaCompiler.Compile(Input(rules, core)).Problems);
    }
}
