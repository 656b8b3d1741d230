using System.Collections.Immutable;
using System.Text.Json;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Identities;

/// <summary>What makes a document the one that it is among all documents of its resource.</summary>
/// <param name="ProjectName">The project's name in the model, such as <c>Ed-Fi</c>.</param>
/// <param name="ResourceName">The resource's name in the model, such as <c>School</c>.</param>
/// <param name="Elements">The values in the order of <c>identityJsonPaths</c>.</param>
public sealed record DocumentIdentity(string ProjectName, string ResourceName, ImmutableArray<IdentityElement> Elements)
{
    /// <summary>The place that DMS gives the identity of a descriptor: <c>namespace#codeValue</c> in lower case.</summary>
    public static readonly JsonPath DescriptorPath = JsonPath.Parse("$.descriptor");

    private static readonly JsonPath NamespacePath = JsonPath.Parse("$.namespace");
    private static readonly JsonPath CodeValuePath = JsonPath.Parse("$.codeValue");

    /// <summary>The UUID that DMS finds the document by, computed at every call.</summary>
    /// <param name="format">Which DMS shall find it.</param>
    public Guid ToReferentialId(ReferentialIdFormat format = ReferentialIdFormat.Dms2025) =>
        ReferentialId.Of(ProjectName, ResourceName, Elements, format);

    /// <summary>The format that a stored referential id of this document was made in.</summary>
    /// <param name="referentialId">An id that stands in <c>dms.alias</c>.</param>
    /// <returns>The format; null when none makes this id of this identity.</returns>
    public ReferentialIdFormat? FindFormat(Guid referentialId)
    {
        foreach (var format in Enum.GetValues<ReferentialIdFormat>())
        {
            if (ToReferentialId(format) == referentialId)
                return format;
        }

        return null;
    }

    /// <summary>The identity of a descriptor as a document refers to it.</summary>
    /// <param name="projectName">The project's name in the model.</param>
    /// <param name="resourceName">The descriptor's name in the model, such as <c>GradeLevelDescriptor</c>.</param>
    /// <param name="uri">The descriptor's URI, <c>namespace#codeValue</c>, in any case.</param>
    public static DocumentIdentity OfDescriptor(string projectName, string resourceName, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new(projectName, resourceName, [new IdentityElement(DescriptorPath, uri.ToLowerInvariant())]);
    }

    /// <summary>Reads the identity out of a document.</summary>
    /// <param name="project">The resource's project.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="InvalidDocumentException">The document is no object, or lacks a value of its identity.</exception>
    public static DocumentIdentity Read(ProjectSchema project, ResourceSchema resource, JsonElement document)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(resource);
        if (resource.IsDescriptor)
            return OfDescriptor(
                project.ProjectName, resource.ResourceName,
                $"{DocumentValues.Required(resource, document, NamespacePath)}#{DocumentValues.Required(resource, document, CodeValuePath)}");

        var elements = ImmutableArray.CreateBuilder<IdentityElement>(resource.IdentityJsonPaths.Length);
        foreach (var path in resource.IdentityJsonPaths)
            elements.Add(new IdentityElement(path, DocumentValues.Required(resource, document, path)));
        return new DocumentIdentity(project.ProjectName, resource.ResourceName, elements.MoveToImmutable());
    }

    /// <summary>The same document as one of the resource above: DMS gives it an alias by this identity, too.</summary>
    /// <param name="resource">The resource that the identity was read of.</param>
    /// <returns>The identity; null unless the resource is a subclass.</returns>
    public DocumentIdentity? OfSuperclass(ResourceSchema resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (!resource.IsSubclass || resource.SuperclassResourceName is not { } superclass)
            return null;
        var elements = resource.SuperclassIdentityJsonPath is { } renamed
            ? [new IdentityElement(renamed, Elements[0].Value)]
            : Elements;
        return new DocumentIdentity(resource.SuperclassProjectName ?? ProjectName, superclass, elements);
    }
}
