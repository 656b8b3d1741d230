using System.Collections.Frozen;
using System.Collections.Immutable;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>What a cascade has to know of a resource. Never changes.</summary>
internal sealed class CascadeResource
{
    private static readonly ImmutableArray<JsonPath> DescriptorPaths = [JsonPath.Parse("$.namespace"), JsonPath.Parse("$.codeValue")];

    private readonly FrozenDictionary<ResourceName, ReferencePlan[]> _references;

    public CascadeResource(
        ProjectSchema project,
        ResourceSchema schema,
        PathTree paths,
        SuperclassForm? superclass,
        IEnumerable<KeyValuePair<ResourceName, ReferencePlan>> references)
    {
        Project = project;
        Schema = schema;
        Paths = paths;
        Superclass = superclass;
        Name = new ResourceName(project.ProjectName, schema.ResourceName);
        IdentityPaths = schema.IsDescriptor && schema.IdentityJsonPaths.IsEmpty ? DescriptorPaths : schema.IdentityJsonPaths;
        IdentitySlots = [.. IdentityPaths.Select(paths.Add)];
        _references = references.GroupBy(reference => reference.Key, reference => reference.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        SecuritySlots = SecurityPathsOf(schema).Select(paths.Add).ToFrozenSet();
        PersonSlots = PersonPathsOf(schema).Select(paths.Add).ToFrozenSet();
    }

    public ProjectSchema Project { get; }

    public ResourceSchema Schema { get; }

    public ResourceName Name { get; }

    public PathTree Paths { get; }

    /// <summary>The places of the identity's values.</summary>
    public ImmutableArray<JsonPath> IdentityPaths { get; }

    /// <summary>The slots of the identity, in its order.</summary>
    public int[] IdentitySlots { get; }

    /// <summary>The slots of values that secure a document.</summary>
    public FrozenSet<int> SecuritySlots { get; }

    /// <summary>Those of them that are persons.</summary>
    public FrozenSet<int> PersonSlots { get; }

    /// <summary>Null unless the resource is a subclass.</summary>
    public SuperclassForm? Superclass { get; }

    /// <summary>How its documents refer to those of another resource; empty when they do not.</summary>
    public ReferencePlan[] ReferencesTo(ResourceName target) => _references.GetValueOrDefault(target, []);

    public override string ToString() => Name.ToString();

    private static IEnumerable<JsonPath> SecurityPathsOf(ResourceSchema schema) =>
    [
        .. schema.NamespaceSecurityElementPaths,
        .. schema.EducationOrganizationSecurityElementPaths.Select(element => element.Path),
        .. PersonPathsOf(schema),
    ];

    private static IEnumerable<JsonPath> PersonPathsOf(ResourceSchema schema) =>
        [.. schema.StudentSecurityElementPaths, .. schema.ContactSecurityElementPaths, .. schema.StaffSecurityElementPaths];
}
