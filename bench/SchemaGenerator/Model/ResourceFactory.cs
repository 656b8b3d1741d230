namespace SchemaGeneration.Model;

/// <summary>Makes the resources of a project.</summary>
internal sealed class ResourceFactory(Random random, ProjectName project, NameSource names, IReadOnlyList<ResourceModel> descriptors)
{
    // Identities grow with each reference in them; those of the real core seldom have more.
    private const int LongestReferencedIdentity = 4;

    private readonly PropertyFactory _properties = new(random, descriptors);

    public static IReadOnlyList<ResourceModel> Descriptors(ProjectName project, NameSource names, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Descriptor(project, names.Next("Descriptor")))];

    /// <summary>An entity that refers to some of these.</summary>
    public ResourceModel Entity(IReadOnlyList<ResourceModel> earlier)
    {
        var name = names.Next();
        var identifier = new PropertyModel(
            Naming.Camel(name) + "Identifier", PropertyType.String, true, true, $"What distinguishes one {Naming.Words(name)} from another.", 60);
        return new ResourceModel(project, name, ResourceKind.Entity, $"The {Naming.Words(name)} of a learner or of an organization, as it is reported.")
        {
            Properties = [identifier, .. _properties.Properties(random.Next(8, 21))],
            Collections = _properties.Collections(random.Next(1, 4)),
            References = References(earlier, random.Next(1, 5)),
        };
    }

    /// <summary>References to different resources; the first is required and may be part of the identity.</summary>
    public IReadOnlyList<ReferenceModel> References(IReadOnlyList<ResourceModel> targets, int count)
    {
        ResourceModel[] possible = [.. targets.Where(target => target.Identity.Count <= LongestReferencedIdentity)];
        random.Shuffle(possible);
        return
        [
            .. possible.Take(count).Select((target, index) =>
            {
                var isIdentity = index == 0 && target.Kind != ResourceKind.SchoolYearEnumeration && random.Next(3) == 0;
                return new ReferenceModel(target.Name, target, IsRequired: isIdentity || random.Next(3) == 0, isIdentity);
            }),
        ];
    }

    private static ResourceModel Descriptor(ProjectName project, string name) => new(
        project, name, ResourceKind.Descriptor, $"This descriptor holds the values of {Naming.Words(name)}.")
    {
        Properties =
        [
            new PropertyModel("namespace", PropertyType.String, true, false, "A URI that says who defines the values.", 255),
            new PropertyModel("codeValue", PropertyType.String, true, false, "The value as a code.", 50),
            new PropertyModel("shortDescription", PropertyType.String, true, false, "The value in a few words.", 75),
            new PropertyModel("description", PropertyType.String, false, false, "The value explained.", 1024),
            new PropertyModel("effectiveBeginDate", PropertyType.Date, false, false, "The first day on which the value may be used."),
            new PropertyModel("effectiveEndDate", PropertyType.Date, false, false, "The last day on which the value may be used."),
        ],
    };
}
