namespace SchemaGeneration.Model;

/// <summary>Builds a core: what every core has (schools, people and their associations), descriptors, and entities at random.</summary>
internal sealed class CoreModelBuilder(Random random)
{
    /// <summary>The least that a core can have.</summary>
    public const int MinimumResources = StandardResources.Count + 1;

    private const double ShareOfDescriptors = 0.57;

    public ProjectModel Build(int count)
    {
        var free = count - StandardResources.Count;
        var names = new NameSource(random);
        var descriptors = ResourceFactory.Descriptors(
            ProjectName.Core, names, Math.Clamp((int)(count * ShareOfDescriptors), 1, free));
        var standard = new StandardResources(new PropertyFactory(random, descriptors));
        var factory = new ResourceFactory(random, ProjectName.Core, names, descriptors);
        var resources = new List<ResourceModel>(standard.All);
        for (var index = descriptors.Count; index < free; index++)
            resources.Add(factory.Entity([.. resources, standard.EducationOrganization]));
        return new ProjectModel(ProjectName.Core, [standard.EducationOrganization], [.. resources, .. descriptors], []);
    }
}
