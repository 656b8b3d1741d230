namespace SchemaGeneration.Model;

/// <summary>A value of a resource or of an item of its collections.</summary>
/// <param name="Name">Its name in a document: <c>entryDate</c>.</param>
/// <param name="Type">What it is.</param>
/// <param name="IsRequired">Whether a document must have it.</param>
/// <param name="IsIdentity">Whether it identifies the resource.</param>
/// <param name="Description">What it means.</param>
/// <param name="MaxLength">The length of a string.</param>
/// <param name="Descriptor">The descriptor whose values it takes.</param>
internal sealed record PropertyModel(
    string Name, PropertyType Type, bool IsRequired, bool IsIdentity, string Description, int MaxLength = 60, ResourceModel? Descriptor = null);
