using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using Testing;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema.Validation;

public sealed class DocumentValidatorTests
{
    private const string Students = "/projectSchema/resourceSchemas/students";

    [Theory]
    [InlineData(MergeRules.Rules2025)]
    [InlineData(MergeRules.Rules2026)]
    internal void Compile_MinimalValidDocuments_HaveNoProblem(MergeRules rules)
    {
        var input = Input(rules, Core(("students", Resource("Student"))), Extension("Tpdm", ("students", Resource("Student", true))));

        var result = SchemaCompiler.Compile(input with { Strict = true });

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Schema);
    }

    [Fact]
    public void Compile_EmptyObject_NamesBothMissingProperties()
    {
        var problems = Compiled.Refused(MergeRules.Rules2025, Parse("{}"));

        Assert.Equal(["apiSchemaVersion", "projectSchema"], MissingFrom(problems, ""));
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void Compile_NullDocument_IsNoObject()
    {
        var input = new SchemaInput(InputDocument.Of("core", "null"u8.ToArray()), [], MergeRules.Rules2026, Strict: false);

        var problem = Assert.Single(Compiled.Refused(input));

        Assert.Equal(new Problem(Severity.Error, "core", "", "type", "Must be an object, not null."), problem);
    }

    [Fact]
    public void Compile_ProjectWithoutAnything_NamesAllMissingProperties()
    {
        var problems = Compiled.Refused(MergeRules.Rules2025, Parse("""{"apiSchemaVersion":"1.0.0","projectSchema":{}}"""));

        Assert.Equal(
            [
                "abstractResources", "caseInsensitiveEndpointNameMapping", "description", "educationOrganizationHierarchy",
                "educationOrganizationTypes", "isExtensionProject", "projectEndpointName", "projectName", "projectVersion",
                "resourceNameMapping", "resourceSchemas",
            ],
            MissingFrom(problems, "/projectSchema").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("allowIdentityUpdates")]
    [InlineData("documentPathsMapping")]
    [InlineData("equalityConstraints")]
    [InlineData("identityJsonPaths")]
    [InlineData("isDescriptor")]
    [InlineData("isSchoolYearEnumeration")]
    [InlineData("isSubclass")]
    [InlineData("jsonSchemaForInsert")]
    [InlineData("resourceName")]
    public void Compile_ResourceWithoutRequiredProperty_IsRefused(string property)
    {
        var core = Core(("students", Resource("Student").Without(property)));
        foreach (var rules in Enum.GetValues<MergeRules>())
            Assert.Equal([property], MissingFrom(Compiled.Refused(rules, core), Students));
    }

    [Fact]
    public void Compile_SeveralDocumentsWithSeveralFaults_ListsAllInTheOrderGiven()
    {
        var core = Core(("students", Resource("Student").Without("isSubclass", "isDescriptor").With("""{"resourceName":1}""")));
        var input = Input(MergeRules.Rules2025, core, Extension("A").Without("apiSchemaVersion"));
        input = input with { Extensions = [InputDocument.Of("broken", "{\"a\":"u8.ToArray()), .. input.Extensions] };

        var problems = Compiled.Refused(input);

        Assert.Equal(
            [
                ("core", Students + "/resourceName", "type"), ("core", Students, "required"), ("core", Students, "required"),
                ("broken", "/a", "truncated"), ("extension-0", "", "required"),
            ],
            problems.Select(problem => (problem.Document, problem.Pointer, problem.Rule)));
    }

    [Theory]
    [InlineData("""{"isDescriptor":"no"}""", "/isDescriptor", "type")]
    [InlineData("""{"isDescriptor":null}""", "/isDescriptor", "type")]
    [InlineData("""{"identityJsonPaths":["$.id","id"]}""", "/identityJsonPaths/1", "json-path")]
    [InlineData("""{"identityJsonPaths":{}}""", "/identityJsonPaths", "type")]
    [InlineData("""{"booleanJsonPaths":[true]}""", "/booleanJsonPaths/0", "type")]
    [InlineData("""{"arrayUniquenessConstraints":["$.a"]}""", "/arrayUniquenessConstraints/0", "type")]
    [InlineData("""{"securableElements":{"Namespace":[],"Student":[],"Contact":[],"Staff":[]}}""", "/securableElements", "required")]
    [InlineData("""{"documentPathsMapping":{"A.b":{}}}""", "/documentPathsMapping/A.b", "required")]
    [InlineData("""{"documentPathsMapping":{"A":{"isReference":false,"path":"x"}}}""", "/documentPathsMapping/A/path", "json-path")]
    [InlineData(
        """{"documentPathsMapping":{"A":{"isReference":true,"referenceJsonPaths":[{"identityJsonPath":".","referenceJsonPath":"$.a"}]}}}""",
        "/documentPathsMapping/A/referenceJsonPaths/0/identityJsonPath", "json-path")]
    [InlineData("""{"openApiFragments":{"resources":[]}}""", "/openApiFragments/resources", "type")]
    public void Compile_ResourceWithWrongValue_IsRefusedAtItsPlace(string change, string pointer, string rule)
    {
        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var problem = Assert.Single(Compiled.Refused(rules, Core(("students", Resource("Student").With(change)))));
            Assert.Equal((Severity.Error, Students + pointer, rule), (problem.Severity, problem.Pointer, problem.Rule));
        }
    }

    [Theory]
    [InlineData(
        """{"caseInsensitiveEndpointNameMapping":{"Students":"students"}}""",
        "/caseInsensitiveEndpointNameMapping/Students", "name-pattern")]
    [InlineData("""{"resourceNameMapping":{"Stu-dent":"students"}}""", "/resourceNameMapping/Stu-dent", "name-pattern")]
    [InlineData("""{"resourceSchemas":{"stu/dents":{}}}""", "/resourceSchemas/stu~1dents", "name-pattern")]
    [InlineData("""{"educationOrganizationHierarchy":{"School":["District"]}}""", "/educationOrganizationHierarchy/School", "type")]
    [InlineData("""{"abstractResources":{"A":{"identityJsonPaths":["a"]}}}""", "/abstractResources/A/identityJsonPaths/0", "json-path")]
    [InlineData("""{"projectEndpointName":"ed/fi"}""", "/projectEndpointName", "endpoint-name")]
    [InlineData("""{"projectEndpointName":".."}""", "/projectEndpointName", "endpoint-name")]
    [InlineData("""{"projectEndpointName":""}""", "/projectEndpointName", "endpoint-name")]
    [InlineData("""{"isExtensionProject":0}""", "/isExtensionProject", "type")]
    public void Compile_ProjectWithWrongValue_IsRefusedAtItsPlace(string change, string pointer, string rule)
    {
        var core = Core();
        core.Project().With(change);

        var problem = Assert.Single(Compiled.Refused(MergeRules.Rules2026, core));

        Assert.Equal((Severity.Error, "/projectSchema" + pointer, rule), (problem.Severity, problem.Pointer, problem.Rule));
    }

    [Fact]
    public void Compile_EndpointNameTooLongForAPart_IsRefused()
    {
        var name = new string('a', 300);

        var problem = Assert.Single(Compiled.Refused(MergeRules.Rules2026, Core((name, Resource("Student")))));

        Assert.Equal(("endpoint-name", $"/projectSchema/resourceSchemas/{name}"), (problem.Rule, problem.Pointer));
    }

    [Fact]
    public void Compile_ExtensionThatDoesNotSayWhatAResourceIs_IsRefused()
    {
        var extension = Extension("Tpdm", ("people", Resource("Person").Without("isResourceExtension")));

        Assert.Equal(
            ["isResourceExtension"],
            MissingFrom(Compiled.Refused(MergeRules.Rules2025, Core(), extension), "/projectSchema/resourceSchemas/people"));
    }

    [Theory]
    [InlineData("""{"isSubclass":true}""", "subclassType", "superclassProjectName", "superclassResourceName", "superclassIdentityJsonPath")]
    [InlineData("""{"isSubclass":true,"subclassType":"association","superclassProjectName":"Ed-Fi"}""", "superclassResourceName")]
    [InlineData(
        """{"isSubclass":true,"subclassType":"domainEntity","superclassProjectName":"Ed-Fi","superclassResourceName":"A"}""",
        "superclassIdentityJsonPath")]
    [InlineData("""{"isSubclass":true,"subclassType":"association","superclassProjectName":"Ed-Fi","superclassResourceName":"A"}""")]
    public void Compile_SubclassOfNothing_IsRefused(string change, params string[] missing)
    {
        var problems = SchemaCompiler.Compile(Input(MergeRules.Rules2026, Core(("students", Resource("Student").With(change))))).Problems;

        Assert.Equal(missing, problems.Select(problem => problem.Message.Split('"')[1]));
        Assert.All(
            problems, problem => Assert.Equal((Severity.Error, Students, "subclass"), (problem.Severity, problem.Pointer, problem.Rule)));
    }

    [Fact]
    public void Compile_UnknownProperties_AreWarnings()
    {
        var core = Core(("students", Resource("Student").With("""{"later":1,"commonExtensionOverrides":[]}""")));
        core["more"] = 1;

        AssertWarnings(
            MergeRules.Rules2025, core, "unknown-property", $"{Students}/later", $"{Students}/commonExtensionOverrides", "/more");
        AssertWarnings(MergeRules.Rules2026, core, "unknown-property", $"{Students}/later", "/more");
    }

    [Fact]
    public void Compile_AbsentLists_AreWarnings()
    {
        var extension = Extension(
            "Tpdm", ("students", Resource("Student", true).Without("booleanJsonPaths", "arrayUniquenessConstraints")));
        foreach (var rules in Enum.GetValues<MergeRules>())
            AssertWarnings(rules, Core(("students", Resource("Student").Without("numericJsonPaths"))), "absent-list", Students);
        AssertWarnings(
            MergeRules.Rules2025, Core(("students", Resource("Student"))), "absent-list", [extension], Students, Students);
    }

    [Fact]
    public void Compile_CoreWithoutOpenApi_IsAWarningSince2026()
    {
        var core = Core();
        core.Project().Without("openApiBaseDocuments");

        AssertWarnings(MergeRules.Rules2026, core, "openapi-base-absent", "/projectSchema");
        AssertWarnings(MergeRules.Rules2025, core, "openapi-base-absent");
    }

    [Fact]
    public void Compile_CoreWithIncompleteOpenApi_IsRefusedSince2026()
    {
        var core = Core();
        var documents = core.Project()["openApiBaseDocuments"]!;
        documents["resources"]!["components"]!["parameters"]!["numberOfPartitions"]!["name"] = "numberOfPartitions";
        documents["descriptors"]!["components"]!["parameters"]!.AsObject().Without("limit");
        const string place = "/projectSchema/openApiBaseDocuments";

        var problems = Compiled.Refused(MergeRules.Rules2026, core);

        Assert.Equal(
            [
                ($"{place}/resources/components/parameters/numberOfPartitions/name", "constant"),
                ($"{place}/descriptors/components/parameters", "required"),
            ],
            problems.Select(problem => (problem.Pointer, problem.Rule)));
        Assert.NotNull(SchemaCompiler.Compile(Input(MergeRules.Rules2025, core)).Schema);
    }

    [Fact]
    public void Compile_OverridesAndRelational_AreCheckedSince2026()
    {
        var core = Core(("students", Resource("Student").With(
            """{"commonExtensionOverrides":[{"insertionLocations":["properties"]}],"relational":{"nameOverrides":{"a":"b","$.c":1}}}""")));

        Assert.Equal(
            [
                ($"{Students}/commonExtensionOverrides/0/insertionLocations/0", "json-path"),
                ($"{Students}/commonExtensionOverrides/0", "required"),
                ($"{Students}/relational/nameOverrides/a", "name-pattern"),
                ($"{Students}/relational/nameOverrides/$.c", "type"),
            ],
            Compiled.Refused(MergeRules.Rules2026, core).Select(problem => (problem.Pointer, problem.Rule)));
    }

    [DataFact]
    public void Compile_KnownInvalidResources_AreEachRefused()
    {
        var document = JsonNode.Parse(RealData.Read("validators/invalid-resource-schemas.json"))!;
        var resources = document["projectSchemas"]!["ed-fi"]!["resourceSchemas"]!.AsObject();
        Assert.True(resources.Count >= 12);
        foreach (var (endpoint, resource) in resources)
        {
            foreach (var rules in Enum.GetValues<MergeRules>())
            {
                Assert.Contains(
                    Compiled.Refused(rules, Core((endpoint, resource!.AsObject()))),
                    problem => problem.Severity == Severity.Error && problem.Pointer == $"/projectSchema/resourceSchemas/{endpoint}");
            }
        }
    }

    private static void AssertWarnings(MergeRules rules, JsonObject core, string rule, params string[] pointers) =>
        AssertWarnings(rules, core, rule, [], pointers);

    private static void AssertWarnings(MergeRules rules, JsonObject core, string rule, JsonObject[] extensions, params string[] pointers)
    {
        var input = Input(rules, core, extensions);

        var result = SchemaCompiler.Compile(input);
        Assert.NotNull(result.Schema);
        Assert.Equal(pointers, result.Problems.Select(problem => problem.Pointer));
        Assert.All(result.Problems, problem => Assert.Equal((Severity.Warning, rule), (problem.Severity, problem.Rule)));

        var strict = SchemaCompiler.Compile(input with { Strict = true });
        Assert.Equal(pointers.Length == 0, strict.Schema is not null);
        Assert.Equal(result.Problems, strict.Problems);
    }

    private static IEnumerable<string> MissingFrom(IEnumerable<Problem> problems, string pointer) => problems
        .Where(problem => problem.Severity == Severity.Error && problem.Rule == "required" && problem.Pointer == pointer)
        .Select(problem => problem.Message.Split('"')[1]);
}
