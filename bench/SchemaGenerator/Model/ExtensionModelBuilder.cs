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
        var factory = new ResourceFactory(random, project, names, descriptors);
        ResourceModel[] entities = [.. core.Resources.Where(resource => resource.Kind == ResourceKind.Entity)];
        var resources = new List<ResourceModel>();
        for (var index = own.Count; index < options.ResourcesPerExtension; index++)
            resources.Add(factory.Entity([.. entities, .. core.AbstractResources, .. resources]));

        return new ProjectModel(
            project, [], [.. resources, .. own],
            Extend(entities, options.ResourceExtensionsPerExtension, new PropertyFactory(random, descriptors), project, target =>
                factory.References([.. entities.Where(entity => entity != target), .. resources], 1)));
    }

    // All projects extend the first two, so that they meet there.
    private List<ResourceExtensionModel> Extend(
        ResourceModel[] targets,
        int count,
        PropertyFactory properties,
        ProjectName project,
        Func<ResourceModel, IReadOnlyList<ReferenceModel>> references) =>
    [
        .. targets.Take(2).Concat(targets.Skip(2).OrderBy(_ => random.Next())).Take(count).Select((target, index) =>
        {
            var reference = references(target).Select(found => found with { IsRequired = false, IsIdentity = false }).ToList();
            var common = index % 2 == 0 && target.Collections.Count > 0
                ? target.Collections[0] with { Properties = properties.Properties(random.Next(2, 4)) }
                : null;
            var added = properties.Properties(random.Next(3, 8)).Select(property => Named(property, project)).ToList();
            return new ResourceExtensionModel(target, added, reference, common);
        }),
    ];

    // A name that the core resource has as well would mean something else.
    private static PropertyModel Named(PropertyModel property, ProjectName project) =>
        property with { Name = project.Endpoint + Naming.Pascal(property.Name) };
}
