namespace Dms.Client.Postgresql.Authorization;

/// <summary>An education organization that secures a document.</summary>
/// <param name="PropertyName">The value's name in the model, such as <c>SchoolId</c>.</param>
/// <param name="Id">The organization's id.</param>
public readonly record struct EducationOrganizationSecurityValue(string PropertyName, long Id);
