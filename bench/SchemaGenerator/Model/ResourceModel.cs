namespace SchemaGeneration.Model;

/// <summary>A resource of a project.</summary>
internal sealed class ResourceModel(ProjectName project, string name, ResourceKind kind, string description)
{
    public ProjectName Project { get; } = project;

    public string Name { get; } = name;

    public ResourceKind Kind { get; } = kind;

    public string Description { get; } = description;

    public IReadOnlyList<PropertyModel> Properties { get; init; } = [];

    public IReadOnlyList<ReferenceModel> References { get; init; } = [];

    public IReadOnlyList<CollectionModel> Collections { get; init; } = [];

    public ResourceModel? Superclass { get; init; }

    public string Endpoint { get; } = Naming.Plural(Naming.Camel(name));

    /// <summary>The name of its component schema: <c>EdFi_School</c>.</summary>
    public string SchemaName { get; } = $"{project.SchemaPrefix}_{name}";

    public string ReferenceSchemaName => SchemaName + "_Reference";

    /// <summary>What identifies it, by path.</summary>
    public IReadOnlyList<IdentityElement> Identity => field ??=
    [
        .. Properties.Where(property => property.IsIdentity)
            .Select(property => new IdentityElement($"$.{property.Name}", property))
            .Concat(References.Where(reference => reference.IsIdentity)
                .SelectMany(reference => reference.Target.Identity
                    .Select(element => new IdentityElement($"$.{reference.Name}.{element.Property.Name}", element.Property))))
            .DistinctBy(element => element.Property.Name)
            .OrderBy(element => element.Path, StringComparer.Ordinal),
    ];

    public string SchemaOf(CollectionModel collection) => $"{SchemaName}_{collection.ItemName}";
}
