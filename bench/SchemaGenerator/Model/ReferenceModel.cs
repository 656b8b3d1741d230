namespace SchemaGeneration.Model;

/// <summary>A reference from one resource to another.</summary>
/// <param name="Role">What the other is here: <c>School</c>, <c>NextYearSchool</c>.</param>
/// <param name="Target">The other resource.</param>
/// <param name="IsRequired">Whether a document must have it.</param>
/// <param name="IsIdentity">Whether it identifies the resource.</param>
internal sealed record ReferenceModel(string Role, ResourceModel Target, bool IsRequired, bool IsIdentity)
{
    /// <summary>Its name in a document: <c>schoolReference</c>.</summary>
    public string Name { get; } = Naming.Camel(Role) + "Reference";
}
