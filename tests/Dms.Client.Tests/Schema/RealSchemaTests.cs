using System.Text.Json;
using System.Text.Json.Nodes;
using Dms.Client.Schema;
using Dms.Client.Tests.Support;
using Testing;

namespace Dms.Client.Tests.Schema;

/// <summary>Every accessor of every resource of the real core, against the document read in the plainest way.</summary>
public sealed class RealSchemaTests
{
    private static readonly Lazy<ApiSchema> Schema = new(() => TestReleases.Snapshot(TestReleases.Publish(RealSchema.Parts())).Schema);
    private static readonly Lazy<JsonObject> Core = new(() => RealSchema.Core()["projectSchema"]!.AsObject());

    [DataFact]
    public void Resources_OfRealCore_AreAllFoundIgnoringCase()
    {
        var resources = Core.Value["resourceSchemas"]!.AsObject();
        Assert.Equal(340, resources.Count);
        foreach (var (endpoint, node) in resources)
        {
            var found = Schema.Value.FindResource("Ed-Fi", endpoint.ToUpperInvariant());
            Assert.Equal(endpoint, found?.EndpointName);
            Assert.Same(found, Schema.Value.FindResourceByName("Ed-Fi", (string)node!["resourceName"]!));
        }
    }

    [DataFact]
    public void Accessors_OfRealCore_AgreeWithTheDocument()
    {
        foreach (var (endpoint, node) in Core.Value["resourceSchemas"]!.AsObject())
            AssertAgrees(node!.AsObject(), Schema.Value.FindResource("ed-fi", endpoint)!);
    }

    [DataFact]
    public void JsonSchemaForUpdate_OfRealCore_IsInsertWithRequiredId()
    {
        foreach (var resource in Schema.Value.Core!.Resources)
        {
            var expected = resource.JsonSchemaForInsert.ToNode()!;
            expected["properties"]!["id"] = new JsonObject { ["type"] = "string", ["description"] = "The item id" };
            expected["required"]!.AsArray().Add("id");
            Assert.True(JsonNode.DeepEquals(expected, resource.JsonSchemaForUpdate.ToNode()), $"{resource}");
        }
    }

    [DataFact]
    public void OpenApiFragments_OfRealExtensions_AreFound()
    {
        var tpdm = Schema.Value.FindProject("tpdm")!;
        Assert.All(tpdm.Resources, resource => Assert.NotNull(tpdm.FindOpenApiFragments(resource.EndpointName)!.ToNode()));
    }

    private static void AssertAgrees(JsonObject node, ResourceSchema resource)
    {
        AssertPaths(node, "identityJsonPaths", resource.IdentityJsonPaths);
        AssertPaths(node, "booleanJsonPaths", resource.BooleanJsonPaths);
        AssertPaths(node, "numericJsonPaths", resource.NumericJsonPaths);
        AssertPaths(node, "dateJsonPaths", resource.DateJsonPaths);
        AssertPaths(node, "dateTimeJsonPaths", resource.DateTimeJsonPaths);
        AssertPaths(node["securableElements"]!, "Namespace", resource.NamespaceSecurityElementPaths);
        AssertPaths(node["securableElements"]!, "Student", resource.StudentSecurityElementPaths);
        AssertPaths(node["securableElements"]!, "Contact", resource.ContactSecurityElementPaths);
        AssertPaths(node["securableElements"]!, "Staff", resource.StaffSecurityElementPaths);
        Assert.Equal((bool)node["isDescriptor"]!, resource.IsDescriptor);
        Assert.Equal((bool)node["isSchoolYearEnumeration"]!, resource.IsSchoolYearEnumeration);
        Assert.Equal((bool)node["isSubclass"]!, resource.IsSubclass);
        Assert.Equal((bool)node["isResourceExtension"]!, resource.IsResourceExtension);
        Assert.Equal((bool)node["allowIdentityUpdates"]!, resource.AllowIdentityUpdates);
        Assert.Equal((string?)node["superclassIdentityJsonPath"], resource.SuperclassIdentityJsonPath?.Text);
        Assert.Equal((string?)node["subclassType"], resource.SubclassType);
        AssertSame(node["jsonSchemaForInsert"], resource.JsonSchemaForInsert.ToNode());
        AssertSame(node["equalityConstraints"], ToNode(resource.EqualityConstraints.Select(
            item => new { sourceJsonPath = item.SourceJsonPath.Text, targetJsonPath = item.TargetJsonPath.Text })));
        AssertSame(node["securableElements"]!["EducationOrganization"], ToNode(resource.EducationOrganizationSecurityElementPaths.Select(
            item => new { jsonPath = item.Path.Text, metaEdName = item.MetaEdName })));
        AssertDocumentPaths(node["documentPathsMapping"]!.AsObject(), resource);
        AssertQueryFields(node["queryFieldMapping"]!.AsObject(), resource);
        Assert.Equal(node["decimalPropertyValidationInfos"]!.AsArray().Select(item => $"{item!["path"]} {item["totalDigits"]} {item["decimalPlaces"]}"),
            resource.DecimalPropertyValidationInfos.Select(item => $"{item.Path} {item.TotalDigits} {item.DecimalPlaces}"));
        Assert.Equal(node["arrayUniquenessConstraints"]!.AsArray().Select(Describe), resource.ArrayUniquenessConstraints.Select(Describe));
    }

    private static void AssertDocumentPaths(JsonObject mapping, ResourceSchema resource)
    {
        Assert.Equal(mapping.Count, resource.DocumentPaths.Length);
        foreach (var path in resource.DocumentPaths)
        {
            var node = mapping[path.Name]!;
            Assert.Equal((string?)node["path"], path.Path?.Text);
            Assert.Equal((string?)node["type"], path.Type);
            Assert.Equal((string?)node["projectName"], path.ProjectName);
            Assert.Equal((string?)node["resourceName"], path.ResourceName);
            Assert.Equal((bool)node["isReference"]!, path.IsReference);
            Assert.Equal((bool?)node["isDescriptor"] ?? false, path.IsDescriptor);
            Assert.Equal((bool)node["isRequired"]!, path.IsRequired);
            Assert.Equal((bool?)node["isPartOfIdentity"] ?? false, path.IsPartOfIdentity);
            Assert.Equal(
                node["referenceJsonPaths"]?.AsArray().Select(item => $"{item!["identityJsonPath"]} {item["referenceJsonPath"]} {item["type"]}") ?? [],
                path.ReferenceJsonPathsElements.Select(item => $"{item.IdentityJsonPath} {item.ReferenceJsonPath} {item.Type}"));
        }
    }

    private static void AssertQueryFields(JsonObject mapping, ResourceSchema resource)
    {
        Assert.Equal(mapping.Count, resource.QueryFields.Length);
        foreach (var field in resource.QueryFields)
        {
            Assert.Equal(
                mapping[field.Name]!.AsArray().Select(item => $"{item!["path"]} {item["type"]}"),
                field.Paths.Select(path => $"{path.Path} {path.Type}"));
        }
    }

    private static string Describe(JsonNode? node) =>
        $"{node!["basePath"]}({string.Join(',', node["paths"]?.AsArray() ?? [])})[{string.Join(',', node["nestedConstraints"]?.AsArray().Select(Describe) ?? [])}]";

    private static string Describe(ArrayUniquenessConstraint constraint) =>
        $"{constraint.BasePath}({string.Join(',', constraint.Paths)})[{string.Join(',', constraint.NestedConstraints.Select(Describe))}]";

    private static void AssertPaths(JsonNode owner, string name, IEnumerable<JsonPath> paths) =>
        Assert.Equal(owner[name]!.AsArray().Select(path => (string?)path), paths.Select(path => path.Text));

    private static void AssertSame(JsonNode? expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(expected, actual));

    private static JsonNode? ToNode<T>(IEnumerable<T> items) => JsonSerializer.SerializeToNode(items);
}
