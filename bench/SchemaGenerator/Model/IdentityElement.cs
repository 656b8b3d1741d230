namespace SchemaGeneration.Model;

/// <summary>One of the values that identify a resource, its own or those of what it refers to.</summary>
/// <param name="Path">Where it stands in the resource: <c>$.schoolReference.schoolId</c>.</param>
/// <param name="Property">The value.</param>
internal sealed record IdentityElement(string Path, PropertyModel Property);
