namespace Dms.Client.Schema;

/// <summary>A value by which an education organization secures a document.</summary>
/// <param name="MetaEdName">The value's name in the model, such as <c>SchoolId</c>.</param>
/// <param name="Path">The value's place in the document.</param>
public sealed record EducationOrganizationSecurityElement(string MetaEdName, JsonPath Path);
