using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;
using Json.Schema;
using MiniDms.Documents;

namespace MiniDms.Investigated;

/// <summary>
/// A resource as nodes. As DMS's <c>ResourceSchema</c>: made anew for each request, its paths parsed and its JSON schema compiled at each
/// use.
/// </summary>
internal sealed class NodeResource(ApiSchemaNodes schema, JsonObject project, JsonObject resource) : IResource
{
    public string ProjectName => Text(project, "projectName");

    public string ProjectVersion => Text(project, "projectVersion");

    public string ProjectEndpoint => Text(project, "projectEndpointName");

    public string ResourceName => Text(resource, "resourceName");

    public bool IsDescriptor => Flag("isDescriptor");

    public bool AllowIdentityUpdates => Flag("allowIdentityUpdates");

    public JsonObject QueryFields => resource["queryFieldMapping"] as JsonObject ?? [];

    public JsonObject Securable => resource["securableElements"]!.AsObject();

    public static NodeResource? Find(ApiSchemaNodes schema, string projectEndpoint, string endpoint)
    {
        var project = schema.Projects.FirstOrDefault(
            candidate => Text(candidate, "projectEndpointName") == projectEndpoint.ToLowerInvariant());
        return project?["caseInsensitiveEndpointNameMapping"]?[endpoint.ToLowerInvariant()] is { } name
            && project["resourceSchemas"]?[name.GetValue<string>()] is JsonObject resource
            && resource["isResourceExtension"]?.GetValue<bool>() != true
                ? new NodeResource(schema, project, resource)
                : null;
    }

    public JsonSchema SchemaFor(DocumentUse use)
    {
        var node = resource["jsonSchemaForInsert"]!.DeepClone();
        if (use == DocumentUse.Update)
        {
            node["properties"]!["id"] = new JsonObject { ["type"] = "string", ["description"] = "The item id" };
            (node["required"] as JsonArray)?.Add("id");
        }

        return JsonSchema.FromText(node.ToJsonString());
    }

    public DocumentInfo Read(JsonElement document)
    {
        var identity = Identity(document);
        return new DocumentInfo(
            ReferentialId.Of(ProjectName, ResourceName, identity), SuperclassId(identity),
            [.. resource["documentPathsMapping"]!.AsObject().SelectMany(path => References(path.Value!, document)).Distinct()],
            Security(document), Organization(identity, document));
    }

    public IEnumerable<string> IdentityPaths() => Strings(resource["identityJsonPaths"]);

    private ImmutableArray<IdentityElement> Identity(JsonElement document)
    {
        if (!IsDescriptor)
            return [.. IdentityPaths().Select(path => new IdentityElement(JsonPath.Parse(path), Values(document, path).First()))];
        var uri = $"{Values(document, "$.namespace").First()}#{Values(document, "$.codeValue").First()}".ToLowerInvariant();
        return [new IdentityElement(DocumentIdentity.DescriptorPath, uri)];
    }

    private Guid? SuperclassId(ImmutableArray<IdentityElement> identity)
    {
        if (!Flag("isSubclass") || resource["superclassResourceName"]?.GetValue<string>() is not { } superclass)
            return null;
        var elements = resource["superclassIdentityJsonPath"]?.GetValue<string>() is { } renamed
            ? [new IdentityElement(JsonPath.Parse(renamed), identity[0].Value)]
            : identity;
        return ReferentialId.Of(resource["superclassProjectName"]?.GetValue<string>() ?? ProjectName, superclass, elements);
    }

    private IEnumerable<Guid> References(JsonNode mapping, JsonElement document)
    {
        if (mapping["isReference"]?.GetValue<bool>() != true)
            return [];
        var (targetProject, target) = (Text(mapping, "projectName"), Text(mapping, "resourceName"));
        if (mapping["isDescriptor"]?.GetValue<bool>() == true)
            return Values(document, Text(mapping, "path"))
                .Select(uri => DocumentIdentity.OfDescriptor(targetProject, target, uri).ToReferentialId());
        var order = Strings(schema.FindByName(targetProject, target)?["identityJsonPaths"]).ToList();
        var columns = mapping["referenceJsonPaths"]!.AsArray()
            .Select(paths => (
                Path: Text(paths!, "identityJsonPath"), Values: Values(document, Text(paths!, "referenceJsonPath")).ToArray()))
            .OrderBy(column => order.IndexOf(column.Path)).ToArray();
        return Enumerable.Range(0, columns.Min(column => column.Values.Length)).Select(row => ReferentialId.Of(
            targetProject, target, [.. columns.Select(column => new IdentityElement(JsonPath.Parse(column.Path), column.Values[row]))]));
    }

    private DocumentSecurityElements Security(JsonElement document) => new(
        Secured(document, "Namespace"),
        [.. Securable["EducationOrganization"]!.AsArray().SelectMany(element => Values(document, Text(element!, "jsonPath"))
            .Select(id => new EducationOrganizationSecurityValue(Text(element!, "metaEdName"), Number(id))))],
        Secured(document, "Student"), Secured(document, "Contact"), Secured(document, "Staff"));

    private OrganizationPlace? Organization(ImmutableArray<IdentityElement> identity, JsonElement document)
    {
        if (project["educationOrganizationHierarchy"]?[ResourceName] is not JsonObject parents || identity.Length != 1)
            return null;
        var parent = parents.SelectMany(above => Values(document, above.Value!.GetValue<string>())).FirstOrDefault();
        return new OrganizationPlace(Number(identity[0].Value), parent is null ? null : Number(parent));
    }

    private ImmutableArray<string> Secured(JsonElement document, string kind) =>
        [.. Strings(Securable[kind]).SelectMany(path => Values(document, path))];

    private bool Flag(string name) => resource[name]?.GetValue<bool>() == true;

    private static string Text(JsonNode owner, string name) => owner[name]!.GetValue<string>();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Strings(JsonNode? array) => (array as JsonArray ?? []).Select(item => item!.GetValue<string>());

    private static IEnumerable<string> Values(JsonElement document, string path) => JsonValues.Select(document, JsonPath.Parse(path));
}
