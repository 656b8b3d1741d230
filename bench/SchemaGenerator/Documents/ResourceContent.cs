using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>All values of a resource, or of an extension of one, with their places.</summary>
internal sealed record ResourceContent(IReadOnlyList<PlacedProperty> Properties, IReadOnlyList<(string Path, ReferenceModel Reference)> References)
{
    public static ResourceContent Of(ResourceModel resource) => new(
        [
            .. resource.Properties.Select(property => Place("$", "", property)),
            .. resource.Collections.SelectMany(collection => collection.Properties
                .Select(property => Place($"$.{collection.Name}[*]", collection.ItemName + ".", property))),
        ],
        [.. resource.References.Select(reference => ($"$.{reference.Name}", reference))]);

    public static ResourceContent Of(ResourceExtensionModel extension, ProjectName project)
    {
        var root = $"$._ext.{project.Endpoint}";
        return new ResourceContent(
            [
                .. extension.Properties.Select(property => Place(root, "", property)),
                .. (extension.CommonExtension?.Properties ?? []).Select(property => Place(
                    $"$.{extension.CommonExtension!.Name}[*]._ext.{project.Endpoint}", extension.CommonExtension.ItemName + ".", property)),
            ],
            [.. extension.References.Select(reference => ($"{root}.{reference.Name}", reference))]);
    }

    private static PlacedProperty Place(string owner, string prefix, PropertyModel property) =>
        new($"{owner}.{property.Name}", prefix + Naming.Pascal(property.Name), property);
}
