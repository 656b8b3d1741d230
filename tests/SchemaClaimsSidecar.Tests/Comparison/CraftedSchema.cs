using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Tests.Schema;

namespace SchemaClaimsSidecar.Tests.Comparison;

/// <summary>A small schema that has one of everything, and short ways to change it.</summary>
internal static class CraftedSchema
{
    public static JsonObject Core()
    {
        var core = TestSchemas.Core(("schools", School()), ("students", Student()), ("sexDescriptors", Descriptor()));
        core.Project().With("""
            {
              "abstractResources": {"EducationOrganization": {"identityJsonPaths": ["$.educationOrganizationId"]}},
              "caseInsensitiveEndpointNameMapping":
                {"schools": "schools", "students": "students", "pupils": "students", "sexdescriptors": "sexDescriptors"},
              "resourceNameMapping": {"School": "schools", "Student": "students", "SexDescriptor": "sexDescriptors"},
              "educationOrganizationTypes": ["School"]
            }
            """);
        return core;
    }

    public static JsonObject Students(this JsonObject core) => core.Resources()["students"]!.AsObject();

    public static JsonObject Schools(this JsonObject core) => core.Resources()["schools"]!.AsObject();

    /// <summary>The schema of a field of students: <c>addresses[*].city</c>.</summary>
    public static JsonObject Field(this JsonObject core, string path)
    {
        JsonNode schema = core.Students()["jsonSchemaForInsert"]!;
        foreach (var step in path.Split('.'))
        {
            schema = schema["properties"]![step.Replace("[*]", "", StringComparison.Ordinal)]!;
            if (step.EndsWith("[*]", StringComparison.Ordinal))
                schema = schema["items"]!;
        }

        return schema.AsObject();
    }

    /// <summary>The fields of students, or those of one of them.</summary>
    public static JsonObject Fields(this JsonObject core, string? path = null) =>
        (path is null ? core.Students()["jsonSchemaForInsert"]! : core.Field(path))["properties"]!.AsObject();

    public static void Require(this JsonObject core, string name, string? path = null)
    {
        var owner = path is null ? core.Students()["jsonSchemaForInsert"]!.AsObject() : core.Field(path);
        owner["required"]!.AsArray().Add(name);
    }

    public static void Relieve(this JsonObject core, string name)
    {
        var required = core.Students()["jsonSchemaForInsert"]!["required"]!.AsArray();
        required.Remove(required.Single(item => item!.GetValue<string>() == name));
    }

    public static JsonArray List(this JsonObject core, string member) => core.Students()[member]!.AsArray();

    public static JsonObject Map(this JsonObject core, string member) => core.Students()[member]!.AsObject();

    private static JsonObject School() => TestSchemas.Resource("School").With("""
        {
          "identityJsonPaths": ["$.schoolId"],
          "documentPathsMapping": {"SchoolId": {"isReference": false, "path": "$.schoolId", "type": "number"}},
          "jsonSchemaForInsert": {"type": "object", "properties": {"schoolId": {"type": "integer"}}, "required": ["schoolId"]}
        }
        """);

    private static JsonObject Descriptor() => TestSchemas.Resource("SexDescriptor").With("""{"isDescriptor": true}""");

    private static JsonObject Student() => TestSchemas.Resource("Student").With("""
        {
          "allowIdentityUpdates": true,
          "identityJsonPaths": ["$.studentUniqueId"],
          "booleanJsonPaths": ["$.isActive"],
          "numericJsonPaths": ["$.gradeCount", "$.score", "$.schoolReference.schoolId"],
          "dateJsonPaths": ["$.birthDate"],
          "decimalPropertyValidationInfos": [{"path": "$.score", "totalDigits": 6, "decimalPlaces": 2}],
          "equalityConstraints": [{"sourceJsonPath": "$.firstName", "targetJsonPath": "$.preferredName"}],
          "arrayUniquenessConstraints": [{"paths": ["$.addresses[*].city"]}],
          "queryFieldMapping": {
            "studentUniqueId": [{"path": "$.studentUniqueId", "type": "string"}], "firstName": [{"path": "$.firstName", "type": "string"}]
          },
          "securableElements": {
            "Namespace": [], "Contact": [], "Staff": [],
            "EducationOrganization": [{"metaEdName": "SchoolId", "jsonPath": "$.schoolReference.schoolId"}],
            "Student": ["$.studentUniqueId", "$.twin"]
          },
          "authorizationPathways": ["StudentSchoolAssociationAuthorization"],
          "documentPathsMapping": {
            "StudentUniqueId": {"isReference": false, "path": "$.studentUniqueId", "type": "string"},
            "FirstName": {"isReference": false, "path": "$.firstName", "type": "string"},
            "Sex": {
              "isReference": true, "isDescriptor": true, "isRequired": false, "path": "$.sexDescriptor", "type": "string",
              "projectName": "Ed-Fi", "resourceName": "SexDescriptor"
            },
            "School": {
              "isReference": true, "isDescriptor": false, "isRequired": true, "projectName": "Ed-Fi", "resourceName": "School",
              "referenceJsonPaths": [
                {"identityJsonPath": "$.schoolId", "referenceJsonPath": "$.schoolReference.schoolId", "type": "number"}
              ]
            }
          },
          "jsonSchemaForInsert": {
            "type": "object", "additionalProperties": false, "required": ["studentUniqueId", "firstName", "schoolReference"],
            "properties": {
              "studentUniqueId": {"type": "string", "maxLength": 32, "minLength": 1},
              "firstName": {"type": "string", "maxLength": 75, "pattern": "^\\S", "description": "A name"},
              "preferredName": {"type": "string"},
              "twin": {"type": "string"},
              "birthDate": {"type": "string", "format": "date"},
              "gradeCount": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 12},
              "score": {"type": "number"},
              "isActive": {"type": "boolean"},
              "level": {"type": "string", "enum": ["high", "low"]},
              "sexDescriptor": {"type": "string"},
              "schoolReference": {
                "type": "object", "additionalProperties": false, "required": ["schoolId"], "properties": {"schoolId": {"type": "integer"}}
              },
              "details": {"type": "object", "properties": {"note": {"type": "string"}}},
              "addresses": {
                "type": "array", "minItems": 0, "uniqueItems": false, "items": {
                  "type": "object", "additionalProperties": false, "required": ["city"],
                  "properties": {"city": {"type": "string", "maxLength": 30}, "line": {"type": "string"}}
                }
              }
            }
          }
        }
        """);
}
