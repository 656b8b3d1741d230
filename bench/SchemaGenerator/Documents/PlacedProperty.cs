using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>A property and where it stands in a document.</summary>
/// <param name="Path">JSON path: <c>$.addresses[*].city</c>.</param>
/// <param name="Key">Its key in <c>documentPathsMapping</c>: <c>Address.City</c>.</param>
/// <param name="Property">The property.</param>
internal sealed record PlacedProperty(string Path, string Key, PropertyModel Property);
