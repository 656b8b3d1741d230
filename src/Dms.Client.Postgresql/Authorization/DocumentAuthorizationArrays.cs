namespace Dms.Client.Postgresql.Authorization;

/// <summary>
/// The education organizations that may see the people of a document, as DMS stores them with it: JSON arrays of strings in UTF-8,
/// each null when there are none.
/// </summary>
/// <param name="StudentSchool">For <c>studentschoolauthorizationedorgids</c>.</param>
/// <param name="StudentResponsibility">For <c>studentedorgresponsibilityauthorizationids</c>.</param>
/// <param name="ContactStudentSchool">For <c>contactstudentschoolauthorizationedorgids</c>.</param>
/// <param name="StaffEducationOrganization">For <c>staffeducationorganizationauthorizationedorgids</c>.</param>
public sealed record DocumentAuthorizationArrays(
    ReadOnlyMemory<byte>? StudentSchool,
    ReadOnlyMemory<byte>? StudentResponsibility,
    ReadOnlyMemory<byte>? ContactStudentSchool,
    ReadOnlyMemory<byte>? StaffEducationOrganization);
