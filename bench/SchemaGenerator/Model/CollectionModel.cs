namespace SchemaGeneration.Model;

/// <summary>A list of objects inside a resource.</summary>
/// <param name="Name">Its name in a document: <c>addresses</c>.</param>
/// <param name="ItemName">The name of its items' schema: <c>Address</c>.</param>
/// <param name="Properties">The properties of an item; the first distinguishes items.</param>
internal sealed record CollectionModel(string Name, string ItemName, IReadOnlyList<PropertyModel> Properties);
