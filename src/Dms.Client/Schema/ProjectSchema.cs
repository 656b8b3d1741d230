using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>Everything that the API schema says about one project: the core or an extension. Never changes.</summary>
public sealed class ProjectSchema
{
    private readonly ProjectDocument _document;
    private readonly OpenApiFragments _fragments;
    private readonly NameTable<ResourceSchema> _byEndpoint;
    private readonly FrozenDictionary<string, ResourceSchema> _byName;

    internal ProjectSchema(ProjectDocument document, ImmutableArray<ResourceSchema> resources, OpenApiFragments fragments)
    {
        _document = document;
        _fragments = fragments;
        Resources = resources;
        AbstractResources = fragments.AbstractResources.Count == 0 ? document.AbstractResources
            : [.. document.AbstractResources.Select(WithFragment)];
        var byKey = resources.ToDictionary(resource => resource.EndpointName, StringComparer.Ordinal);
        _byEndpoint = new NameTable<ResourceSchema>(
            Index(document.CaseInsensitiveEndpointNameMapping.Select(AsWritten), byKey, StringComparer.OrdinalIgnoreCase));
        _byName = Index(OwnNames(resources).Concat(document.ResourceNameMapping), byKey, StringComparer.Ordinal)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The project's name in the model, such as <c>Ed-Fi</c>.</summary>
    public string ProjectName => _document.ProjectName;

    /// <summary>The project's segment in the URL, such as <c>ed-fi</c>.</summary>
    public string ProjectEndpointName => _document.ProjectEndpointName;

    /// <summary>The version of the project, such as <c>5.2.0</c>; of its resources as well.</summary>
    public string ResourceVersion => _document.ProjectVersion;

    /// <summary>The version of the layout of API schema files that the project was written in.</summary>
    public string ApiSchemaVersion => _document.ApiSchemaVersion;

    /// <summary>What the project is, for a person; may be empty.</summary>
    public string Description => _document.Description;

    /// <summary>The versions of the data standard that an extension fits; null for the core.</summary>
    public string? CompatibleDsRange => _document.CompatibleDsRange;

    /// <summary>Whether it extends the core.</summary>
    public bool IsExtensionProject => _document.IsExtensionProject;

    /// <summary>The resources that exist only through their subclasses.</summary>
    public ImmutableArray<AbstractResource> AbstractResources { get; }

    /// <summary>The resources that are education organizations.</summary>
    public ImmutableArray<string> EducationOrganizationTypes => _document.EducationOrganizationTypes;

    /// <summary>For each kind of education organization the kinds above it.</summary>
    public FrozenDictionary<string, ImmutableArray<EducationOrganizationParent>> EducationOrganizationHierarchy =>
        _document.EducationOrganizationHierarchy;

    /// <summary>The domains of the model.</summary>
    public ImmutableArray<string> Domains => _document.Domains;

    /// <summary>The OpenAPI documents that fragments are put into; null for an extension, or a core without OpenAPI.</summary>
    public RawJson? OpenApiBaseDocuments => _fragments.BaseDocuments;

    /// <summary>All resources, extensions of core resources among them, in ordinal order of their endpoints.</summary>
    public ImmutableArray<ResourceSchema> Resources { get; }

    /// <summary>The project as the sidecar sent it: canonical JSON without resources and OpenAPI.</summary>
    public RawJson Json => _document.Json;

    /// <summary>Finds a resource by its segment in the URL, ignoring case.</summary>
    /// <returns>The resource; null when there is none.</returns>
    public ResourceSchema? FindResource(string endpointName) => FindResource(endpointName.AsSpan());

    /// <summary>Finds a resource by its segment in the URL, ignoring case, without allocating.</summary>
    /// <returns>The resource; null when there is none.</returns>
    public ResourceSchema? FindResource(ReadOnlySpan<char> endpointName) =>
        _byEndpoint.TryGetValue(endpointName, out var resource) ? resource : null;

    /// <summary>Finds a resource by its name in the model, such as <c>Student</c>.</summary>
    /// <returns>The resource; null when there is none.</returns>
    public ResourceSchema? FindResourceByName(string resourceName) =>
        _byName.TryGetValue(resourceName, out var resource) ? resource : null;

    /// <summary>The segment in the URL of a resource with this name in the model; null when there is none.</summary>
    public string? GetEndpointNameFromResourceName(string resourceName) =>
        FindResourceByName(resourceName)?.EndpointName ?? _document.ResourceNameMapping.GetValueOrDefault(resourceName);

    /// <summary>The OpenAPI of one resource: <c>{"resources":…}</c> or <c>{"descriptors":…}</c>.</summary>
    /// <returns>The fragments; null when the resource has none.</returns>
    public RawJson? FindOpenApiFragments(string endpointName) => _fragments.Resources.GetValueOrDefault(endpointName);

    /// <summary>The project's segment in the URL.</summary>
    public override string ToString() => ProjectEndpointName;

    /// <summary>Whether it was made of exactly these objects.</summary>
    internal bool IsMadeOf(ProjectDocument document, ImmutableArray<ResourceSchema> resources, OpenApiFragments fragments) =>
        ReferenceEquals(_document, document) && ReferenceEquals(_fragments, fragments)
        && Resources.AsSpan().SequenceEqual(resources.AsSpan());

    private AbstractResource WithFragment(AbstractResource resource) =>
        _fragments.AbstractResources.TryGetValue(resource.ResourceName, out var fragment)
            ? resource with { OpenApiFragment = fragment }
            : resource;

    // The mapping's keys are in lower case, URLs mostly as the endpoint is written: what is equal is found sooner.
    private static KeyValuePair<string, string> AsWritten(KeyValuePair<string, string> mapping) =>
        string.Equals(mapping.Key, mapping.Value, StringComparison.OrdinalIgnoreCase)
            ? KeyValuePair.Create(mapping.Value, mapping.Value)
            : mapping;

    // Older schemas map descriptors by names without "Descriptor": both the resource's own name and the mapped one lead to it.
    private static IEnumerable<KeyValuePair<string, string>> OwnNames(ImmutableArray<ResourceSchema> resources) => resources
        .Where(resource => !resource.IsResourceExtension)
        .Select(resource => KeyValuePair.Create(resource.ResourceName, resource.EndpointName));

    private static Dictionary<string, ResourceSchema> Index(
        IEnumerable<KeyValuePair<string, string>> mapping, Dictionary<string, ResourceSchema> byKey, StringComparer comparer)
    {
        var index = new Dictionary<string, ResourceSchema>(byKey.Count, comparer);
        foreach (var (key, endpoint) in mapping)
        {
            if (byKey.TryGetValue(endpoint, out var resource))
                index.TryAdd(key, resource);
        }

        return index;
    }
}
