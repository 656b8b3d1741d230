namespace SchemaGeneration.Model;

/// <summary>Builds an extension project: new resources, and additions to resources of the core.</summary>
internal sealed class ExtensionModelBuilder(Random random, ProjectModel core)
{
    public ProjectModel Build(string name, GeneratorOptions options)
    {
        var project = new ProjectName(name);
        var names = new NameSource(random);
        var own = ResourceFactory.Descriptors(project, names, options.ResourcesPerExtension / 2);
        ResourceModel[] descriptors = [.. own, .. core.Resources.Where(resource => resource.Kind == ResourceKind.Descriptor)];
        ResourceModel[] entities = [.. core.Resources.Where(resource => resource.Kind == ResourceKind.Entity)];
        var factory = new ResourceFactory(random, project, names, descriptors);
        var properties = new PropertyFactory(random, descriptors);
        var resources = new List<ResourceModel>();
        for (var index = own.Count; index < options.ResourcesPerExtension; index++)
            resources.Add(factory.Entity([.. entities, .. core.AbstractResources, .. resources]));

        // All projects extend the first two, so that they meet there. None extends what it has a resource of the same name as.
        var ownNames = resources.Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var extensions = entities.Take(2)
            .Concat(entities.Skip(2).Where(entity => !ownNames.Contains(entity.Name)).OrderBy(_ => random.Next()))
            .Take(options.ResourceExtensionsPerExtension)
            .Select((target, index) => Extend(
                target, project, properties,
                factory.References([.. entities.Where(entity => entity != target), .. resources], 1),
                withCommonExtension: index % 2 == 0))
            .ToList();
        return new ProjectModel(project, [], [.. resources, .. own], extensions);
    }

    // All is named after the project: no other may add to a core resource what it has already.
    private ResourceExtensionModel Extend(
        ResourceModel target,
        ProjectName project,
        PropertyFactory properties,
        IReadOnlyList<ReferenceModel> references,
        bool withCommonExtension) => new(
        target,
        Added(properties.Properties(random.Next(3, 8)), project),
        [
            .. references.Select(reference =>
                new ReferenceModel(project.Name + reference.Role, reference.Target, IsRequired: false, IsIdentity: false)),
        ],
        withCommonExtension && target.Collections.Count > 0
            ? target.Collections[0] with { Properties = Added(properties.Properties(random.Next(2, 4)), project) }
            : null);

    private static IReadOnlyList<PropertyModel> Added(IReadOnlyList<PropertyModel> properties, ProjectName project) =>
        [.. properties.Select(property => property with { Name = project.Endpoint + Naming.Pascal(property.Name) })];
}
