using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Tests.Schema;
using static SchemaClaimsSidecar.Comparison.Effects;
using static SchemaClaimsSidecar.Tests.Comparison.CraftedChange;

namespace SchemaClaimsSidecar.Tests.Comparison;

public sealed class CompatibleChangeTests
{
    private static readonly Dictionary<string, CraftedChange> Changes = new()
    {
        ["a resource is added"] = new(
            Compatible, "ed-fi/contacts: resource-added +", core => core.Resources()["contacts"] = TestSchemas.Resource("Contact")),
        ["an optional field is added"] = ToStudents(
            Compatible, "field-added + $.nickname", core => core.Fields()["nickname"] = Text()),
        ["an optional field of a list's items is added"] = ToStudents(
            Compatible, "field-added + $.addresses[*].zip", core => core.Fields("addresses[*]")["zip"] = Text()),
        ["a required field is added in an optional object"] = ToStudents(
            Compatible, "field-added-with-parent + $.birth.city", core => core.Fields()["birth"] = Birth()),
        ["an optional list is added"] = ToStudents(
            Compatible, "field-added-with-parent + $.births[*].city", core => core.Fields()["births"] =
                new JsonObject { ["type"] = "array", ["items"] = Birth() }),
        ["text may be longer"] = ToStudents(
            Compatible, "limit-loosened ~ $.firstName maxLength", core => core.Field("firstName")["maxLength"] = 100),
        ["text may be shorter"] = ToStudents(
            Compatible, "limit-loosened ~ $.studentUniqueId minLength", core => core.Field("studentUniqueId")["minLength"] = 0),
        ["a number loses its limit"] = ToStudents(
            Compatible, "limit-loosened ~ $.gradeCount maximum", core => core.Field("gradeCount").Remove("maximum")),
        ["text need not match"] = ToStudents(
            Compatible, "pattern-removed ~ $.firstName pattern", core => core.Field("firstName").Remove("pattern")),
        ["a description changes"] = ToStudents(
            Compatible, "description-changed ~ $.firstName description", core => core.Field("firstName")["description"] = "The name"),
        ["an object takes something else"] = ToStudents(
            Compatible, "object-opened ~ $.schoolReference additionalProperties",
            core => core.Field("schoolReference").Remove("additionalProperties")),
        ["an optional reference is added"] = ToStudents(
            Compatible, "reference-added + $.raceDescriptor", core =>
            {
                core.Fields()["raceDescriptor"] = Text();
                core.Map("documentPathsMapping")["Race"] = TestSchemas.Parse("""
                    {
                      "isReference": true, "isDescriptor": true, "path": "$.raceDescriptor", "type": "string",
                      "projectName": "Ed-Fi", "resourceName": "RaceDescriptor"
                    }
                    """);
            }),
        ["a reference is called otherwise in the mapping"] = ToStudents(
            Compatible, "metadata-changed ~ $.sexDescriptor documentPathsMapping", core =>
            {
                var mapping = core.Map("documentPathsMapping");
                mapping["BirthSex"] = mapping["Sex"]!.DeepClone();
                mapping["BirthSex"]!["isPartOfIdentity"] = false;
                mapping.Remove("Sex");
            }),
        ["fields need not be equal"] = ToStudents(
            Compatible, "constraint-removed - equal: $.firstName, $.preferredName", core => core.List("equalityConstraints").Clear()),
        ["items need not be unique"] = ToStudents(
            Compatible, "constraint-removed - unique: $.addresses[*].city", core => core.List("arrayUniquenessConstraints").Clear()),
        ["items may differ in one value more"] = ToStudents(
            Compatible, "constraint-added-implied + unique: $.addresses[*].city, $.addresses[*].line",
            core => core.List("arrayUniquenessConstraints")[0]!["paths"]!.AsArray().Add("$.addresses[*].line")),
        ["items of a new list must be unique"] = ToStudents(
            Compatible, "constraint-added-for-new-fields + unique: $.births[*].city", core =>
            {
                core.Fields()["births"] = new JsonObject { ["type"] = "array", ["items"] = Birth() };
                core.List("arrayUniquenessConstraints").Add(TestSchemas.Parse("""{"paths": ["$.births[*].city"]}"""));
            }),
        ["a new field must be equal to another"] = ToStudents(
            Compatible, "constraint-added-for-new-fields + equal: $.firstName, $.nickname", core =>
            {
                core.Fields()["nickname"] = Text();
                core.List("equalityConstraints").Add(TestSchemas.Parse(
                    """{"sourceJsonPath": "$.nickname", "targetJsonPath": "$.firstName"}"""));
            }),
        ["strings are taken for booleans"] = ToStudents(
            Compatible, "coercion-added + $.level booleanJsonPaths", core => core.List("booleanJsonPaths").Add("$.level")),
        ["a decimal has more digits"] = ToStudents(
            Compatible, "limit-loosened ~ $.score decimalPlaces",
            core => core.List("decimalPropertyValidationInfos")[0]!["decimalPlaces"] = 3),
        ["a decimal may have any digits"] = ToStudents(
            Compatible, "limit-loosened ~ $.score totalDigits", core => core.List("decimalPropertyValidationInfos").Clear()),
        ["a query field is added"] = ToStudents(
            Compatible, "query-field-added + level",
            core => core.Map("queryFieldMapping")["level"] = new JsonArray(TestSchemas.Parse("""{"path": "$.level", "type": "string"}"""))),
        ["identities may be updated"] = new(
            Compatible, "ed-fi/schools: identity-updates-allowed ~  allowIdentityUpdates",
            core => core.Schools()["allowIdentityUpdates"] = true),
        ["domains change"] = ToStudents(
            Compatible, "metadata-changed ~  domains", core => core.List("domains").Add("Enrollment")),
        ["the version changes"] = new(
            Compatible, "ed-fi: metadata-changed ~  projectVersion", core => core.Project()["projectVersion"] = "5.0.1"),
        ["an abstract resource is added"] = new(
            Compatible, "ed-fi: abstract-resource-added + Person",
            core => core.Project()["abstractResources"]!["Person"] = TestSchemas.Parse("""{"identityJsonPaths": ["$.personId"]}""")),
        ["an endpoint has one name more"] = new(
            Compatible, "ed-fi: endpoint-added + learners endpoint",
            core => core.Project()["caseInsensitiveEndpointNameMapping"]!["learners"] = "students"),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_CompatibleChange_IsNamedAndNothingIsFlagged(string name)
    {
        var crafted = Changes[name];
        var later = CraftedSchema.Core();
        crafted.Apply(later);

        var comparison = SnapshotComparer.Compare(Compared.Snapshot(CraftedSchema.Core()), Compared.Snapshot(later));

        Assert.Contains(crafted.Line, Compared.Lines(comparison));
        Assert.All(comparison.Changes, change => Assert.Equal(Compatible, change.Rule.Effects));
        Assert.False(comparison.IsBreaking);
    }

    [Fact]
    public void Compare_ExtensionAdded_IsCompatible()
    {
        var extension = TestSchemas.Extension("Sample", ("students", TestSchemas.Resource("Student", isExtension: true)
            .WithInsertProperties("""{"_ext": {"type": "object", "properties": {"sample": {"type": "object", "properties": {}}}}}""")));

        var comparison = SnapshotComparer.Compare(
            Compared.Snapshot(CraftedSchema.Core()), Compared.Snapshot(CraftedSchema.Core(), extension));

        Assert.Equal(
            ["ed-fi/students: field-added + $._ext", "ed-fi/students: field-added-with-parent + $._ext.sample",
                "sample: project-added +", "sample/students: extension-added +"],
            Compared.Lines(comparison));
        Assert.False(comparison.IsBreaking);
    }

    [Fact]
    public void Compare_OtherOrder_IsNoDifference()
    {
        var later = CraftedSchema.Core();
        later.Students()["numericJsonPaths"] = new JsonArray("$.schoolReference.schoolId", "$.score", "$.gradeCount");
        later.Students()["jsonSchemaForInsert"]!["required"] = new JsonArray("schoolReference", "firstName", "studentUniqueId");

        Assert.Empty(SnapshotComparer.Compare(Compared.Snapshot(CraftedSchema.Core()), Compared.Snapshot(later)).Changes);
    }

    [Fact]
    public void Compare_AccessWidened_IsSaidAndBreaksNobody()
    {
        var later = CraftedSchema.Core();
        later.Map("securableElements")["EducationOrganization"]!.AsArray().Clear();
        later.List("authorizationPathways").Add("StaffEducationOrganizationAuthorization");

        var comparison = SnapshotComparer.Compare(Compared.Snapshot(CraftedSchema.Core()), Compared.Snapshot(later));

        Assert.Equal(
            ["ed-fi/students: securable-element-removed - $.schoolReference.schoolId as SchoolId EducationOrganization",
                "ed-fi/students: pathway-added + StaffEducationOrganizationAuthorization"],
            Compared.Lines(comparison));
        Assert.All(comparison.Changes, change => Assert.Equal(WidensAccess, change.Rule.Effects));
        Assert.False(comparison.IsBreaking);
    }

    private static JsonObject Text() => TestSchemas.Parse("""{"type": "string"}""");

    private static JsonObject Birth() => TestSchemas.Parse(
        """{"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}}""");
}
