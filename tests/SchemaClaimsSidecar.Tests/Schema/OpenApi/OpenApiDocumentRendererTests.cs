using System.Text.Json;
using SchemaClaimsSidecar.Schema.OpenApi;
using static SchemaClaimsSidecar.Tests.Schema.OpenApi.OpenApiInput;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

public sealed class OpenApiDocumentRendererTests
{
    [Fact]
    public void Render_CoreWithoutBaseDocument_IsNull()
    {
        var core = Parse("""{ "projectName": "Ed-Fi", "openApiBaseDocuments": { "resources": {} }, "resourceSchemas": {} }""");

        Assert.NotNull(OpenApiDocumentRenderer.Render(OpenApiDocumentKind.Resources, core, []));
        Assert.Null(OpenApiDocumentRenderer.Render(OpenApiDocumentKind.Descriptors, core, []));
        Assert.Null(OpenApiDocumentRenderer.Render(OpenApiDocumentKind.Resources, Parse("{}"), []));
    }

    [Fact]
    public void Render_CoreFragments_JoinTheBaseDocumentOfTheirKind()
    {
        var resources = Render(Core);
        var descriptors = Render(OpenApiDocumentKind.Descriptors, Core);

        Assert.Equal("3.0.1", resources.At("openapi").GetString());
        Assert.Equal("""{"/ed-fi/contacts":{"get":{"tags":["contacts"]}}}""", resources.Text("paths"));
        Assert.Equal("""[{"name":"contacts","description":"of the core"}]""", resources.Text("tags"));
        Assert.Equal("""{"limit":{"name":"limit"}}""", resources.Text("components", "parameters"));
        Assert.Equal(
            ["Link", "EdFi_Contact", "EdFi_Contact_Address", "EdFi_Person_Reference", "EdFi_EducationOrganization_Reference"],
            NamesOf(resources.At("components", "schemas")));
        Assert.Equal(["/ed-fi/termDescriptors"], NamesOf(descriptors.At("paths")));
        Assert.Equal(["EdFi_TermDescriptor"], NamesOf(descriptors.At("components", "schemas")));
        Assert.Empty(resources.Problems);
    }

    [Fact]
    public void Render_WhatDependsOnTheRequest_IsLeftOut()
    {
        var document = Render(Core);

        Assert.False(document.Has("servers"));
        Assert.False(document.Has("security"));
        Assert.False(document.Has("components", "securitySchemes"));
    }

    [Fact]
    public void Render_CoreFragmentThatRepeatsABaseSchema_Overwrites()
    {
        var document = Render("""
            { "openApiBaseDocuments": { "resources": { "components": { "schemas": { "A": { "type": "string" } } },
                                                       "paths": { "/a": { "get": {} } } } },
              "resourceSchemas": { "as": { "openApiFragments": { "resources": {
                "components": { "schemas": { "A": { "type": "object" } } }, "paths": { "/a": { "put": {} } } } } } } }
            """);

        Assert.Equal("""{"type":"object"}""", document.Schema("A").GetRawText());
        Assert.Equal("""{"put":{}}""", document.Text("paths", "/a"));
    }

    [Theory]
    [InlineData("paths", "tags", """ "components": { "schemas": { "Sample_Bus": { "type": "object" } } } """)]
    [InlineData("newPaths", "newTags", """ "newSchemas": { "Sample_Bus": { "type": "object" } } """)]
    public void Render_ExtensionFragments_AreAddedInBothSpellings(string paths, string tags, string schemas)
    {
        var document = Render(Core, Extension($$"""
            { "{{paths}}": { "/sample/buses": { "get": {} } }, {{schemas}},
              "{{tags}}": [{ "name": "contacts", "description": "again" }, { "name": "buses" }] }
            """));

        Assert.True(document.Has("paths", "/sample/buses"));
        Assert.True(document.Has("components", "schemas", "Sample_Bus"));
        Assert.Equal("""[{"name":"contacts","description":"of the core"},{"name":"buses"}]""", document.Text("tags"));
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void Render_OtherComponentsOfAnExtension_AreAddedWhereTheyLack()
    {
        var document = Render(Core, Extension("""
            { "components": { "parameters": { "limit": { "name": "mine" }, "offset": { "name": "offset" } } } }
            """));

        Assert.Equal("""{"limit":{"name":"limit"},"offset":{"name":"offset"}}""", document.Text("components", "parameters"));
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void Render_PathOrSchemaThatExists_StaysAndIsReported()
    {
        var document = Render(Core, Extension("""
            { "paths": { "/ed-fi/contacts": { "delete": {} } }, "components": { "schemas": { "Link": { "type": "string" } } } }
            """));

        Assert.Equal("""{"get":{"tags":["contacts"]}}""", document.Text("paths", "/ed-fi/contacts"));
        Assert.Equal("""{"type":"object"}""", document.Schema("Link").GetRawText());
        Assert.Collection(
            document.Problems,
            path => Assert.Equal(
                (1, OpenApiRules.PathOnce, "/projectSchema/resourceSchemas/contacts/openApiFragments/resources/paths/~1ed-fi~1contacts"),
                (path.Project, path.Rule, path.Pointer)),
            schema => Assert.Equal(
                (1, OpenApiRules.SchemaOnce,
                    "/projectSchema/resourceSchemas/contacts/openApiFragments/resources/components/schemas/Link"),
                (schema.Project, schema.Rule, schema.Pointer)));
    }

    [Fact]
    public void Render_FragmentsOfOtherShapes_NeverThrow()
    {
        var document = Render(
            Core,
            Extension("""{ "paths": { "/a": null }, "components": { "schemas": { "A": 1 } }, "tags": [{}, 3], "exts": { "EdFi_Contact": [] } }"""),
            Extension("[]"),
            """{ "resourceSchemas": { "a": 1, "b": { "openApiFragments": 2, "commonExtensionOverrides": 3 } } }""",
            "[]");

        Assert.Equal(5, document.Problems.Count);
        Assert.All(document.Problems, problem => Assert.Equal((1, OpenApiRules.Shape), (problem.Project, problem.Rule)));
        Assert.Equal(Render(Core).Bytes, document.Bytes);
    }

    [Fact]
    public void Render_PrettyPrintedInput_IsMinifiedAndKeepsStringsAndNumbers()
    {
        var document = Render("""
            { "openApiBaseDocuments": { "resources": { "info": { "title": "é <&'+ \"x\"", "version": 1.50e3 } } }, "resourceSchemas": {} }
            """);

        Assert.Equal(
            """{"info":{"title":"é <&'+ \"x\"","version":1.50e3},"paths":{},"components":{"schemas":{}},"tags":[]}""",
            System.Text.Encoding.UTF8.GetString(document.Bytes));
    }

    private static IEnumerable<string> NamesOf(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
