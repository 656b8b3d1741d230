using System.Collections.Immutable;
using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;
using Json.Schema;
using MiniDms.Documents;

namespace MiniDms.Sidecar;

/// <summary>A resource of a snapshot. What can be made in advance was made before the snapshot came into use.</summary>
internal sealed class SnapshotResource(ApiSchema schema, ResourceSchema resource, ResourceValidators validators) : IResource
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Default;

    private readonly ProjectSchema _project = schema.ProjectOf(resource);

    public ResourceSchema Schema => resource;

    public ProjectSchema Project => _project;

    public string ProjectName => _project.ProjectName;

    public string ProjectVersion => _project.ResourceVersion;

    public string ResourceName => resource.ResourceName;

    public bool IsDescriptor => resource.IsDescriptor;

    public JsonSchema SchemaFor(DocumentUse use) => use == DocumentUse.Insert ? validators.Insert : validators.Update;

    public DocumentInfo Read(JsonElement document)
    {
        var identity = DocumentIdentity.Read(_project, resource, document);
        return new DocumentInfo(
            identity.ToReferentialId(), identity.OfSuperclass(resource)?.ToReferentialId(), References(document),
            DocumentSecurityElements.Read(resource, document), Organization(identity, document));
    }

    private ImmutableArray<Guid> References(JsonElement document) =>
        [.. resource.DocumentPaths.Where(path => path.IsReference).SelectMany(path => References(path, document)).Distinct()];

    private IEnumerable<Guid> References(DocumentPath reference, JsonElement document)
    {
        var (project, target) = (reference.ProjectName!, reference.ResourceName!);
        if (reference.IsDescriptor)
            return JsonValues.Select(document, reference.Path!)
                .Select(uri => DocumentIdentity.OfDescriptor(project, target, uri).ToReferentialId());

        // The items of an array stand in the same order under each of its paths.
        var columns = InIdentityOrder(reference)
            .Select(paths => (paths.IdentityJsonPath, Values: JsonValues.Select(document, paths.ReferenceJsonPath).ToArray())).ToArray();
        return Enumerable.Range(0, columns.Length == 0 ? 0 : columns.Min(column => column.Values.Length)).Select(row => ReferentialId.Of(
            project, target, [.. columns.Select(column => new IdentityElement(column.IdentityJsonPath, column.Values[row]))]));
    }

    private IEnumerable<ReferenceJsonPaths> InIdentityOrder(DocumentPath reference) =>
        schema.FindResourceByName(reference.ProjectName!, reference.ResourceName!) is { } target
            ? reference.ReferenceJsonPathsElements.OrderBy(paths => target.IdentityJsonPaths.IndexOf(paths.IdentityJsonPath))
            : reference.ReferenceJsonPathsElements;

    private OrganizationPlace? Organization(DocumentIdentity identity, JsonElement document)
    {
        if (!_project.EducationOrganizationHierarchy.TryGetValue(resource.ResourceName, out var parents) || identity.Elements.Length != 1)
            return null;
        var parent = parents.SelectMany(above => JsonValues.Select(document, above.Path)).FirstOrDefault();
        return new OrganizationPlace(
            JsonSerializer.Deserialize<long>(identity.Elements[0].Value, Json),
            parent is null ? null : JsonSerializer.Deserialize<long>(parent, Json));
    }
}
