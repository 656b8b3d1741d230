namespace SchemaGeneration.Model;

/// <summary>A project: its resources and what it adds to those of the core.</summary>
internal sealed record ProjectModel(
    ProjectName Name,
    IReadOnlyList<ResourceModel> AbstractResources,
    IReadOnlyList<ResourceModel> Resources,
    IReadOnlyList<ResourceExtensionModel> ResourceExtensions)
{
    public bool IsExtension => Name != ProjectName.Core;
}
