using System.Collections.Frozen;
using Dms.Client.Postgresql.Cascades.Schema;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>
/// Which documents refer to which and where, worked out once for a schema: a snapshot projection that
/// <see cref="Microsoft.Extensions.DependencyInjection.CascadeBuilderExtensions.AddIdentityCascades"/> registers. Never changes.
/// </summary>
public sealed class CascadeSchema
{
    private readonly FrozenDictionary<ResourceName, CascadeResource> _resources;

    /// <summary>Works it out.</summary>
    /// <param name="schema">The whole schema, the core merged with its extensions.</param>
    public CascadeSchema(ApiSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        var builder = new CascadeResourceBuilder(new IdentityPaths(schema));
        _resources = schema.Projects
            .SelectMany(project => project.Resources
                .Where(resource => !resource.IsResourceExtension)
                .Select(resource => builder.Build(project, resource)))
            .ToFrozenDictionary(resource => resource.Name);
    }

    /// <summary>The schema that it was worked out of.</summary>
    public ApiSchema Schema { get; }

    /// <summary>A resource by its names in the model; null when the schema has none.</summary>
    internal CascadeResource? Find(string projectName, string resourceName) =>
        _resources.GetValueOrDefault(new ResourceName(projectName, resourceName));

    /// <summary>A resource of the schema.</summary>
    /// <exception cref="ArgumentException">The resource belongs to another schema.</exception>
    internal CascadeResource Of(ResourceSchema resource) =>
        Find(Schema.ProjectOf(resource).ProjectName, resource.ResourceName)
        ?? throw new ArgumentException($"This schema has no resource '{resource}'.", nameof(resource));
}
