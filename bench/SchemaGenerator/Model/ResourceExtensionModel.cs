namespace SchemaGeneration.Model;

/// <summary>What a project adds to a resource of the core.</summary>
/// <param name="Target">The resource.</param>
/// <param name="Properties">New values, under <c>_ext</c>.</param>
/// <param name="References">New references, under <c>_ext</c>.</param>
/// <param name="CommonExtension">New values in the items of one of the resource's collections.</param>
internal sealed record ResourceExtensionModel(
    ResourceModel Target,
    IReadOnlyList<PropertyModel> Properties,
    IReadOnlyList<ReferenceModel> References,
    CollectionModel? CommonExtension);
