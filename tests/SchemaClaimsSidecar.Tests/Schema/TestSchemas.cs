using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Tests.Schema;

/// <summary>Small API schema documents that are valid under both rules without a warning, to be changed by a test.</summary>
internal static class TestSchemas
{
    public static JsonObject Core(params (string Endpoint, JsonObject Resource)[] resources)
    {
        var core = Document("Ed-Fi", "ed-fi", isExtension: false, resources);
        core.Project()["openApiBaseDocuments"] = Parse($$"""{"resources":{{BaseDocument}},"descriptors":{{BaseDocument}}}""");
        return core;
    }

    public static JsonObject Extension(string name, params (string Endpoint, JsonObject Resource)[] resources) =>
        Document(name, name.ToLowerInvariant(), isExtension: true, resources);

    /// <summary>A resource with one property, <c>id</c>.</summary>
    public static JsonObject Resource(string name, bool isExtension = false) => Parse($$"""
        {
          "resourceName": "{{name}}", "isDescriptor": false, "isSchoolYearEnumeration": false, "isSubclass": false,
          "isResourceExtension": {{(isExtension ? "true" : "false")}}, "allowIdentityUpdates": false, "domains": [],
          "identityJsonPaths": ["$.id"], "equalityConstraints": [], "arrayUniquenessConstraints": [], "authorizationPathways": [],
          "booleanJsonPaths": [], "numericJsonPaths": [], "dateJsonPaths": [], "dateTimeJsonPaths": [],
          "decimalPropertyValidationInfos": [], "queryFieldMapping": {},
          "securableElements": {"Namespace": [], "EducationOrganization": [], "Student": [], "Contact": [], "Staff": []},
          "documentPathsMapping": {{(isExtension ? "{}" : """{"Id": {"isReference": false, "path": "$.id", "type": "string"}}""")}},
          "jsonSchemaForInsert": {"type": "object", "properties": {{(isExtension ? "{}" : """{"id": {"type": "string"}}""")}}}
        }
        """);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static JsonObject Project(this JsonObject document) => document["projectSchema"]!.AsObject();

    public static JsonObject Resources(this JsonObject document) => document.Project()["resourceSchemas"]!.AsObject();

    public static JsonObject InsertProperties(this JsonObject resource) => resource["jsonSchemaForInsert"]!["properties"]!.AsObject();

    /// <summary>The object with some of its properties set to these.</summary>
    public static JsonObject With(this JsonObject target, string json)
    {
        foreach (var (key, value) in Parse(json))
            target[key] = value?.DeepClone();
        return target;
    }

    public static JsonObject Without(this JsonObject target, params string[] keys)
    {
        foreach (var key in keys)
            Assert.True(target.Remove(key), $"There is no '{key}' to take away.");
        return target;
    }

    public static JsonObject WithInsertProperties(this JsonObject resource, string json)
    {
        resource.InsertProperties().With(json);
        return resource;
    }

    public static InputDocument AsInput(this JsonNode document, string name) =>
        InputDocument.Of(name, System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));

    /// <summary>The input of these documents, named <c>core</c>, <c>extension-0</c>, <c>extension-1</c>…</summary>
    public static SchemaInput Input(MergeRules rules, JsonObject core, params JsonObject[] extensions) => new(
        core.AsInput("core"), [.. extensions.Select((extension, index) => extension.AsInput($"extension-{index}"))], rules, Strict: false);

    private static JsonObject Document(string name, string endpoint, bool isExtension, (string Endpoint, JsonObject Resource)[] resources)
    {
        var document = Parse($$"""
            {
              "apiSchemaVersion": "1.0.0",
              "projectSchema": {
                "projectName": "{{name}}", "projectVersion": "5.0.0", "projectEndpointName": "{{endpoint}}", "description": "For tests",
                "isExtensionProject": {{(isExtension ? "true" : "false")}}, "abstractResources": {}, "domains": [],
                "caseInsensitiveEndpointNameMapping": {}, "resourceNameMapping": {}, "educationOrganizationHierarchy": {},
                "educationOrganizationTypes": [], "resourceSchemas": {}
              }
            }
            """);
        foreach (var (resourceEndpoint, resource) in resources)
            document.Resources()[resourceEndpoint] = resource.DeepClone();
        return document;
    }

    private const string BaseDocument = """
        {"openapi": "3.0.0", "info": {}, "paths": {}, "tags": [], "servers": [], "components": {"schemas": {}, "parameters": {
          "limit": {"name": "limit", "in": "query", "schema": {}}, "pageToken": {"name": "pageToken", "in": "query", "schema": {}},
          "pageSize": {"name": "pageSize", "in": "query", "schema": {}},
          "numberOfPartitions": {"name": "number", "in": "query", "schema": {}}}}}
        """;
}
