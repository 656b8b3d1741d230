using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema.OpenApi;
using Testing;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

/// <summary>The real extensions over a core that has just what they refer to.</summary>
public sealed class RealExtensionTests
{
    private static readonly string[] Extended =
    [
        "EdFi_Contact", "EdFi_School", "EdFi_Staff", "EdFi_StudentCteProgramAssociation", "EdFi_StudentContactAssociation",
        "EdFi_StudentEducationOrganizationAssociation", "EdFi_StudentSchoolAssociation", "EdFi_StudentSectionAssociation",
        "EdFi_Student", "EdFi_Credential", "EdFi_SurveyResponse",
    ];

    [DataFact]
    public void Render_RealExtensions_LosesNothingAndResolvesEveryReference()
    {
        var extensions = Extensions();
        var core = CoreFor(extensions);

        foreach (var kind in Enum.GetValues<OpenApiDocumentKind>())
        {
            var document = RenderedDocument.Of(kind, core, extensions);

            Assert.Empty(document.Problems);
            Assert.All(References.In(document.Root).Distinct(), reference => Assert.True(References.Resolves(document.Root, reference), reference));
            Assert.Equal(PathsOf(extensions, kind), document.At("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        }
    }

    [DataFact]
    public void Render_RealExtensions_HangUnderTheCoreSchemas()
    {
        var extensions = Extensions();

        var document = RenderedDocument.Of(OpenApiDocumentKind.Resources, CoreFor(extensions), extensions);

        Assert.All(Extended, name => Assert.True(document.Schema(name).GetProperty("properties").TryGetProperty("_ext", out _), name));
        Assert.Equal(
            ["sample", "tpdm"],
            document.Schema("EdFi_SchoolExtension").GetProperty("properties").EnumerateObject().Select(project => project.Name));
        Assert.False(document.Schema("sample_EdFi_Contact_AddressExtension").GetProperty("properties").TryGetProperty("city", out _));
        Assert.True(document.Schema("sample_EdFi_Contact_AddressExtension").GetProperty("properties").TryGetProperty("onBusRoute", out _));
    }

    private static JsonElement[] Extensions() =>
    [
        .. new[] { "homograph", "sample", "tpdm" }
            .Select(name => JsonElement.Parse(RealData.Read($"apischema/{name}.json")).GetProperty("projectSchema")),
    ];

    private static IEnumerable<string> PathsOf(JsonElement[] extensions, OpenApiDocumentKind kind) =>
        extensions
            .SelectMany(extension => extension.GetProperty("resourceSchemas").EnumerateObject())
            .Select(resource => resource.Value.GetProperty("openApiFragments"))
            .Where(fragments => fragments.TryGetProperty(MemberOf(kind), out var fragment) && fragment.TryGetProperty("paths", out _))
            .SelectMany(fragments => fragments.GetProperty(MemberOf(kind)).GetProperty("paths").EnumerateObject())
            .Select(path => path.Name)
            .Order(StringComparer.Ordinal);

    private static string MemberOf(OpenApiDocumentKind kind) => kind == OpenApiDocumentKind.Resources ? "resources" : "descriptors";

    private static JsonElement CoreFor(JsonElement[] extensions)
    {
        var components = new JsonObject { ["schemas"] = new JsonObject() };
        foreach (var segments in extensions.SelectMany(References.In).Distinct().Select(reference => reference.Split('/')[2..]))
        {
            if (segments[0] != "schemas" || segments[1].StartsWith("EdFi_", StringComparison.Ordinal))
                Section(components, segments[0])[segments[1]] = AnySchema();
        }

        foreach (var name in Extended)
            Section(components, "schemas")[name] = AnySchema("addresses", "studentCharacteristics");
        foreach (var item in new[] { "Contact", "StudentEducationOrganizationAssociation" })
        {
            foreach (var (list, schema) in new[] { ("addresses", "Address"), ("studentCharacteristics", "StudentCharacteristic") })
            {
                components["schemas"]![$"EdFi_{item}_{schema}"] = AnySchema();
                components["schemas"]![$"EdFi_{item}"]!["properties"]![list]!["items"] =
                    new JsonObject { ["$ref"] = $"#/components/schemas/EdFi_{item}_{schema}" };
            }
        }

        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["projectName"] = "Ed-Fi",
            ["openApiBaseDocuments"] = new JsonObject
            {
                ["resources"] = new JsonObject { ["components"] = components },
                ["descriptors"] = new JsonObject { ["components"] = components.DeepClone() },
            },
        });
    }

    private static JsonObject Section(JsonObject components, string name) =>
        (JsonObject)(components[name] ??= new JsonObject());

    private static JsonObject AnySchema(params string[] lists)
    {
        var properties = new JsonObject { ["id"] = new JsonObject { ["type"] = "string" }, ["city"] = new JsonObject() };
        foreach (var list in lists)
            properties[list] = new JsonObject { ["type"] = "array" };
        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }
}
