using SchemaClaimsSidecar.Schema.OpenApi;
using static SchemaClaimsSidecar.Tests.Schema.OpenApi.OpenApiInput;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

public sealed class ResourceExtensionTests
{
    private const string SportsFan = """
        { "exts": { "EdFi_Contact": { "description": "d", "type": "object", "required": ["isSportsFan"],
          "properties": { "id": { "type": "string" }, "isSportsFan": { "type": "boolean" } } } } }
        """;

    [Fact]
    public void Render_Ext_HangsUnderTheCoreSchema()
    {
        var document = Render(Core, Extension(SportsFan));

        Assert.Equal(
            """{"$ref":"#/components/schemas/EdFi_ContactExtension"}""",
            document.Schema("EdFi_Contact").GetProperty("properties").GetProperty("_ext").GetRawText());
        Assert.Equal(
            """{"type":"object","properties":{"sample":{"$ref":"#/components/schemas/sample_EdFi_ContactExtension"}}}""",
            document.Schema("EdFi_ContactExtension").GetRawText());
        Assert.Equal(
            """{"description":"d","type":"object","required":["isSportsFan"],"properties":{"isSportsFan":{"type":"boolean"}}}""",
            document.Schema("sample_EdFi_ContactExtension").GetRawText());
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void Render_ExtsOfTwoProjects_ShareTheExtensionSchema()
    {
        var document = Render(Core, Extension(SportsFan), Extension(SportsFan, "TPDM"));

        Assert.Equal(
            """
            {"sample":{"$ref":"#/components/schemas/sample_EdFi_ContactExtension"},"tpdm":{"$ref":"#/components/schemas/tpdm_EdFi_ContactExtension"}}
            """,
            document.Schema("EdFi_ContactExtension").GetProperty("properties").GetRawText());
    }

    [Fact]
    public void Render_SameProjectTwice_KeepsTheFirstAndReports()
    {
        var second = SportsFan.Replace("boolean", "integer", StringComparison.Ordinal);

        var document = Render(Core, Extension(SportsFan), Extension(second));

        Assert.Contains("boolean", document.Schema("sample_EdFi_ContactExtension").GetRawText(), StringComparison.Ordinal);
        var problem = Assert.Single(document.Problems);
        Assert.Equal(
            (2, OpenApiRules.ExtensionOnce, "/projectSchema/resourceSchemas/contacts/openApiFragments/resources/exts/EdFi_Contact"),
            (problem.Project, problem.Rule, problem.Pointer));
    }

    [Fact]
    public void Render_ExtOfAMissingSchema_IsReported()
    {
        var document = Render(Core, Extension("""{ "exts": { "EdFi_Nobody": { "properties": { "a": {} } } } }"""));

        Assert.Equal(OpenApiRules.ExtensionTarget, Assert.Single(document.Problems).Rule);
        Assert.Equal(Render(Core).Bytes, document.Bytes);
    }

    [Fact]
    public void Render_ExtWithoutProperties_IsTakenAsItIs()
    {
        var document = Render(Core, Extension("""{ "exts": { "EdFi_Contact": { "description": "x", "type": "string" } } }"""));

        Assert.Equal("""{"description":"x","type":"string"}""", document.Schema("sample_EdFi_ContactExtension").GetRawText());
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Sample_Contact_Address" } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "complex": { "type": "string" } } } }""")]
    [InlineData("""{ "$ref": "#/components/schemas/Sample_Contact_Address" }""")]
    [InlineData("""{ "type": "object", "properties": { "complex": { "type": "string" } } }""")]
    [InlineData("""{ "complex": { "type": "string" } }""")]
    public void Render_PropertyThatTheCoreHas_ExtendsWhatItRefersTo(string addresses)
    {
        var document = Render(Core, Extension($$"""
            { "components": { "schemas": { "Sample_Contact_Address": { "type": "object", "properties": {
                "city": { "type": "string" }, "complex": { "type": "string" } } } } },
              "exts": { "EdFi_Contact": { "type": "object", "properties": { "addresses": {{addresses}} } } } }
            """));

        Assert.Empty(document.Problems);
        Assert.False(document.Has("components", "schemas", "sample_EdFi_ContactExtension"));
        Assert.Equal(
            """{"city":{"type":"string"},"_ext":{"$ref":"#/components/schemas/EdFi_Contact_AddressExtension"}}""",
            document.Schema("EdFi_Contact_Address").GetProperty("properties").GetRawText());
        Assert.Equal(
            """{"complex":{"type":"string"}}""",
            document.Schema("sample_EdFi_Contact_AddressExtension").GetProperty("properties").GetRawText());
    }

    [Fact]
    public void Render_RedefinedSchemaWithItsOwnExtension_GivesThatExtension()
    {
        var document = Render(Core, Extension("""
            { "components": { "schemas": {
                "Sample_Contact_Address": { "type": "object", "properties": {
                  "city": {}, "_ext": { "$ref": "#/components/schemas/Sample_Contact_AddressExtension" } } },
                "Sample_Contact_AddressExtension": { "properties": { "sample": { "$ref": "#/components/schemas/Own" } } },
                "Own": { "type": "object", "properties": { "onBusRoute": {} } } } },
              "exts": { "EdFi_Contact": { "properties": {
                "addresses": { "items": { "$ref": "#/components/schemas/Sample_Contact_Address" } } } } } }
            """));

        Assert.Equal(
            """{"type":"object","properties":{"onBusRoute":{}}}""",
            document.Schema("sample_EdFi_Contact_AddressExtension").GetRawText());
    }

    [Fact]
    public void Render_PropertyThatCannotBeRedirected_IsReported()
    {
        var document = Render(
            Core.Replace("\"id\":", "\"nickname\":", StringComparison.Ordinal),
            Extension("""{ "exts": { "EdFi_Contact": { "properties": { "nickname": { "type": "string" }, "x": {} } } } }"""));

        var problem = Assert.Single(document.Problems);
        Assert.Equal(OpenApiRules.ExtensionProperty, problem.Rule);
        Assert.EndsWith("/exts/EdFi_Contact/properties/nickname", problem.Pointer, StringComparison.Ordinal);
        Assert.Equal("""{"x":{}}""", document.Schema("sample_EdFi_ContactExtension").GetProperty("properties").GetRawText());
    }

    [Fact]
    public void Render_CommonExtensionOverride_ExtendsTheSchemaAtItsLocation()
    {
        var document = Render(Core, Extension("{}", more: CommonExtension("$.properties.addresses.items")));

        Assert.Empty(document.Problems);
        Assert.Equal(
            """{"$ref":"#/components/schemas/sample_EdFi_Contact_AddressExtension"}""",
            document.Schema("EdFi_Contact_AddressExtension").GetProperty("properties").GetProperty("sample").GetRawText());
        Assert.Equal(
            """{"type":"object","properties":{"complex":{}}}""",
            document.Schema("sample_EdFi_Contact_AddressExtension").GetRawText());
    }

    [Theory]
    [InlineData("$.properties.nothing.items")]
    [InlineData("$.properties.id")]
    [InlineData("$.addresses.items")]
    [InlineData("$.properties.addresses.items.city")]
    public void Render_CommonExtensionOverrideElsewhere_IsReported(string location)
    {
        var document = Render(Core, Extension("{}", more: CommonExtension(location)));

        var problem = Assert.Single(document.Problems);
        Assert.Equal(
            (1, OpenApiRules.ExtensionTarget, "/projectSchema/resourceSchemas/contacts/commonExtensionOverrides/0"),
            (problem.Project, problem.Rule, problem.Pointer));
        Assert.Equal(Render(Core).Bytes, document.Bytes);
    }

    private static string CommonExtension(string location) =>
        $$"""
        "commonExtensionOverrides": [{ "insertionLocations": ["{{location}}"], "projectEndpointName": "sample",
          "schemaFragment": { "properties": { "sample": { "type": "object", "properties": { "complex": {} } } } } }],
        """;
}
