using System.Text.Json;
using SchemaClaimsSidecar.Schema.OpenApi;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

/// <summary>Project schemas written by hand, and what is rendered from them.</summary>
internal static class OpenApiInput
{
    /// <summary>A core with a resource of two schemas, a descriptor and an abstract resource.</summary>
    public const string Core = """
        {
          "projectName": "Ed-Fi",
          "openApiBaseDocuments": {
            "resources": {
              "openapi": "3.0.1", "info": { "title": "Resources" }, "servers": [{ "url": "http://elsewhere" }], "security": [],
              "components": {
                "parameters": { "limit": { "name": "limit" } },
                "schemas": { "Link": { "type": "object" } },
                "securitySchemes": { "oauth": {} }
              },
              "paths": {}, "tags": []
            },
            "descriptors": { "openapi": "3.0.1", "components": { "schemas": {} }, "paths": {}, "tags": [] }
          },
          "abstractResources": {
            "EducationOrganization": {
              "identityJsonPaths": [],
              "openApiFragment": { "components": { "schemas": { "EdFi_EducationOrganization_Reference": { "type": "object" } } } }
            }
          },
          "resourceSchemas": {
            "contacts": {
              "resourceName": "Contact", "isResourceExtension": false,
              "openApiFragments": { "resources": {
                "components": { "schemas": {
                  "EdFi_Contact": { "type": "object", "required": ["addresses"], "properties": {
                    "id": { "type": "string" },
                    "addresses": { "type": "array", "items": { "$ref": "#/components/schemas/EdFi_Contact_Address" } },
                    "personReference": { "$ref": "#/components/schemas/EdFi_Person_Reference" } } },
                  "EdFi_Contact_Address": { "type": "object", "properties": { "city": { "type": "string" } } },
                  "EdFi_Person_Reference": { "type": "object", "properties": { "personId": { "type": "string" } } } } },
                "paths": { "/ed-fi/contacts": { "get": { "tags": ["contacts"] } } },
                "tags": [{ "name": "contacts", "description": "of the core" }] } }
            },
            "termDescriptors": {
              "resourceName": "TermDescriptor", "isDescriptor": true,
              "openApiFragments": { "descriptors": {
                "components": { "schemas": { "EdFi_TermDescriptor": { "type": "object", "properties": {} } } },
                "paths": { "/ed-fi/termDescriptors": {} }, "tags": [{ "name": "termDescriptors" }] } }
            }
          }
        }
        """;

    /// <summary>An extension project of one resource with the given resources fragment.</summary>
    public static string Extension(string fragment, string project = "Sample", string more = "") =>
        $$"""
        { "projectName": "{{project}}", "resourceSchemas": { "contacts": {
          "resourceName": "Contact", "isResourceExtension": true, {{more}} "openApiFragments": { "resources": {{fragment}} } } } }
        """;

    public static JsonElement Parse(string json) => JsonElement.Parse(json);

    public static RenderedDocument Render(string core, params string[] extensions) =>
        Render(OpenApiDocumentKind.Resources, core, extensions);

    public static RenderedDocument Render(OpenApiDocumentKind kind, string core, params string[] extensions) =>
        RenderedDocument.Of(kind, Parse(core), [.. extensions.Select(Parse)]);
}
