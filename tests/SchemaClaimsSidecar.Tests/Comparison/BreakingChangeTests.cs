using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Tests.Schema;
using static SchemaClaimsSidecar.Comparison.Effects;
using static SchemaClaimsSidecar.Tests.Comparison.CraftedChange;

namespace SchemaClaimsSidecar.Tests.Comparison;

public sealed class BreakingChangeTests
{
    private static readonly Dictionary<string, CraftedChange> Changes = new()
    {
        ["a resource is removed"] = new(
            BreaksBoth, "ed-fi/schools: resource-removed -", core => core.Resources().Remove("schools")),
        ["a resource has another name"] = ToStudents(
            BreaksBoth | NarrowsAccess, "resource-renamed ~  resourceName", core => core.Students()["resourceName"] = "Pupil"),
        ["a resource becomes a descriptor"] = ToStudents(
            BreaksBoth, "resource-kind-changed ~  isDescriptor", core => core.Students()["isDescriptor"] = true),
        ["a resource becomes a subclass"] = ToStudents(
            BreaksWriters, "superclass-changed ~  isSubclass", core => core.Students().With("""
                {
                  "isSubclass": true, "subclassType": "domainEntity", "superclassProjectName": "Ed-Fi",
                  "superclassResourceName": "Person", "superclassIdentityJsonPath": "$.personId"
                }
                """)),
        ["the identity has one value more"] = ToStudents(
            BreaksBoth, "identity-changed ~  identityJsonPaths", core => core.List("identityJsonPaths").Add("$.firstName")),
        ["identities may not be updated"] = ToStudents(
            BreaksWriters, "identity-updates-forbidden ~  allowIdentityUpdates", core => core.Students()["allowIdentityUpdates"] = false),
        ["a field is removed"] = ToStudents(
            BreaksBoth, "field-removed - $.preferredName", core => core.Fields().Remove("preferredName")),
        ["a field of a list's items is removed"] = ToStudents(
            BreaksBoth, "field-removed - $.addresses[*].line", core => core.Fields("addresses[*]").Remove("line")),
        ["a list is removed with its fields"] = ToStudents(
            BreaksBoth, "field-removed-with-parent - $.addresses[*].line", core => core.Fields().Remove("addresses")),
        ["a required field is added"] = ToStudents(
            BreaksWriters, "field-added-required + $.lastName", core =>
            {
                core.Fields()["lastName"] = TestSchemas.Parse("""{"type": "string"}""");
                core.Require("lastName");
            }),
        ["a required field of a list's items is added"] = ToStudents(
            BreaksWriters, "field-added-required + $.addresses[*].state", core =>
            {
                core.Fields("addresses[*]")["state"] = TestSchemas.Parse("""{"type": "string"}""");
                core.Require("state", "addresses[*]");
            }),
        ["a field becomes required"] = ToStudents(
            BreaksWriters, "field-required ~ $.birthDate required", core => core.Require("birthDate")),
        ["a field becomes optional"] = ToStudents(
            BreaksReaders, "field-optional ~ $.firstName required", core => core.Relieve("firstName")),
        ["text becomes a number"] = ToStudents(
            BreaksBoth, "type-changed ~ $.preferredName type", core => core.Field("preferredName")["type"] = "integer"),
        ["a number becomes an integer"] = ToStudents(
            BreaksWriters, "type-narrowed ~ $.score type", core => core.Field("score")["type"] = "integer"),
        ["an integer becomes a number"] = ToStudents(
            BreaksReaders, "type-widened ~ $.schoolReference.schoolId type",
            core => core.Field("schoolReference.schoolId")["type"] = "number"),
        ["text must be a time"] = ToStudents(
            BreaksWriters, "format-narrowed ~ $.preferredName format", core => core.Field("preferredName")["format"] = "time"),
        ["an integer may be longer"] = ToStudents(
            BreaksReaders, "format-widened ~ $.gradeCount format", core => core.Field("gradeCount")["format"] = "int64"),
        ["a date becomes a date and time"] = ToStudents(
            BreaksBoth, "format-changed ~ $.birthDate format", core => core.Field("birthDate")["format"] = "date-time"),
        ["text must be shorter"] = ToStudents(
            BreaksWriters, "limit-tightened ~ $.firstName maxLength", core => core.Field("firstName")["maxLength"] = 50),
        ["text in a list must be shorter"] = ToStudents(
            BreaksWriters, "limit-tightened ~ $.addresses[*].city maxLength", core => core.Field("addresses[*].city")["maxLength"] = 29),
        ["a number gets a limit"] = ToStudents(
            BreaksWriters, "limit-tightened ~ $.score maximum", core => core.Field("score")["maximum"] = 100),
        ["a list must have an item"] = ToStudents(
            BreaksWriters, "limit-tightened ~ $.addresses minItems", core => core.Field("addresses")["minItems"] = 1),
        ["a value is listed no more"] = ToStudents(
            BreaksWriters, "values-narrowed ~ $.level enum", core => core.Field("level")["enum"]!.AsArray().RemoveAt(0)),
        ["another value is listed"] = ToStudents(
            BreaksReaders, "values-widened ~ $.level enum", core => core.Field("level")["enum"]!.AsArray().Add("middle")),
        ["text must match"] = ToStudents(
            BreaksWriters, "pattern-tightened ~ $.preferredName pattern", core => core.Field("preferredName")["pattern"] = "^[A-Z]"),
        ["an object takes nothing else"] = ToStudents(
            BreaksWriters, "object-closed ~ $.details additionalProperties",
            core => core.Field("details")["additionalProperties"] = false),
        ["a keyword is not known"] = ToStudents(
            BreaksBoth, "keyword-changed ~ $.score not", core => core.Field("score")["not"] = TestSchemas.Parse("""{"const": 1}""")),
        ["a reference names another resource"] = ToStudents(
            BreaksBoth, "reference-target-changed ~ $.sexDescriptor resource",
            core => core.Map("documentPathsMapping")["Sex"]!["resourceName"] = "GenderDescriptor"),
        ["a reference names by other values"] = ToStudents(
            BreaksBoth, "reference-identity-changed ~ $.schoolReference referenceJsonPaths",
            core => core.Map("documentPathsMapping")["School"]!["referenceJsonPaths"]![0]!["identityJsonPath"] = "$.code"),
        ["a field becomes a reference"] = ToStudents(
            BreaksWriters, "reference-added-to-field + $.level",
            core => core.Map("documentPathsMapping")["Level"] = ReferenceTo("$.level")),
        ["a required reference is added"] = ToStudents(
            BreaksWriters, "reference-added-required + $.raceDescriptor", core =>
            {
                core.Fields()["raceDescriptor"] = TestSchemas.Parse("""{"type": "string"}""");
                core.Require("raceDescriptor");
                core.Map("documentPathsMapping")["Race"] = ReferenceTo("$.raceDescriptor");
            }),
        ["a reference becomes a field"] = ToStudents(
            BreaksReaders, "reference-removed - $.sexDescriptor", core => core.Map("documentPathsMapping").Remove("Sex")),
        ["fields must be equal"] = ToStudents(
            BreaksWriters, "constraint-added + equal: $.firstName, $.twin",
            core => core.List("equalityConstraints").Add(TestSchemas.Parse(
                """{"sourceJsonPath": "$.twin", "targetJsonPath": "$.firstName"}"""))),
        ["items must be unique"] = ToStudents(
            BreaksWriters, "constraint-added + unique: $.addresses[*].line",
            core => core.List("arrayUniquenessConstraints").Add(TestSchemas.Parse("""{"paths": ["$.addresses[*].line"]}"""))),
        ["a decimal has fewer digits"] = ToStudents(
            BreaksWriters, "limit-tightened ~ $.score totalDigits",
            core => core.List("decimalPropertyValidationInfos")[0]!["totalDigits"] = 5),
        ["strings are not taken for numbers"] = ToStudents(
            BreaksWriters, "coercion-removed - $.gradeCount numericJsonPaths", core => core.List("numericJsonPaths").RemoveAt(0)),
        ["a query field is removed"] = ToStudents(
            BreaksReaders, "query-field-removed - firstName", core => core.Map("queryFieldMapping").Remove("firstName")),
        ["a query field looks elsewhere"] = ToStudents(
            BreaksReaders, "query-field-changed ~ firstName",
            core => core.Map("queryFieldMapping")["firstName"]![0]!["path"] = "$.preferredName"),
        ["an element must be authorized"] = ToStudents(
            NarrowsAccess, "securable-element-added + $.firstName Namespace",
            core => core.Map("securableElements")["Namespace"]!.AsArray().Add("$.firstName")),
        ["another element is the first"] = ToStudents(
            ChangesAccess, "first-securable-element-changed ~  Student",
            core => core.Map("securableElements")["Student"] = new System.Text.Json.Nodes.JsonArray("$.twin", "$.studentUniqueId")),
        ["a pathway is removed"] = ToStudents(
            NarrowsAccess, "pathway-removed - StudentSchoolAssociationAuthorization", core => core.List("authorizationPathways").Clear()),
        ["an abstract resource is removed"] = new(
            BreaksBoth, "ed-fi: abstract-resource-removed - EducationOrganization",
            core => core.Project()["abstractResources"]!.AsObject().Clear()),
        ["the identity of an abstract resource changes"] = new(
            BreaksBoth, "ed-fi: identity-changed ~ EducationOrganization identityJsonPaths",
            core => core.Project()["abstractResources"]!["EducationOrganization"]!["identityJsonPaths"]!.AsArray().Add("$.state")),
        ["an endpoint has one name less"] = new(
            BreaksBoth, "ed-fi: endpoint-removed - pupils endpoint",
            core => core.Project()["caseInsensitiveEndpointNameMapping"]!.AsObject().Remove("pupils")),
        ["a resource is no organization any more"] = new(
            NarrowsAccess, "ed-fi: education-organization-removed - School",
            core => core.Project()["educationOrganizationTypes"]!.AsArray().Clear()),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_BreakingChange_IsNamedWithItsClass(string name)
    {
        var crafted = Changes[name];
        var later = CraftedSchema.Core();
        crafted.Apply(later);

        var comparison = SnapshotComparer.Compare(Compared.Snapshot(CraftedSchema.Core()), Compared.Snapshot(later));

        Assert.Contains(crafted.Line, Compared.Lines(comparison));
        Assert.Equal(crafted.Effects, comparison.Changes.Single(change => Compared.Line(change) == crafted.Line).Rule.Effects);
        Assert.True(comparison.IsBreaking);
        Assert.NotEqual(0, (int)(comparison.Changes[0].Rule.Effects & Breaking));
    }

    private static System.Text.Json.Nodes.JsonObject ReferenceTo(string path) => TestSchemas.Parse($$"""
        {
          "isReference": true, "isDescriptor": true, "isRequired": true, "path": "{{path}}", "type": "string",
          "projectName": "Ed-Fi", "resourceName": "SexDescriptor"
        }
        """);
}
