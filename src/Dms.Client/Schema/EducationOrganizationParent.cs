namespace Dms.Client.Schema;

/// <summary>A kind of education organization above another one.</summary>
/// <param name="TypeName">The parent's resource name, such as <c>LocalEducationAgency</c>.</param>
/// <param name="Path">Where the child's document holds the parent's id.</param>
public sealed record EducationOrganizationParent(string TypeName, JsonPath Path);
