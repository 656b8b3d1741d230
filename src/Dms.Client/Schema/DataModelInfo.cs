namespace Dms.Client.Schema;

/// <summary>A data model that the API serves, as the discovery document lists it.</summary>
/// <param name="ProjectName">The project, such as <c>Ed-Fi</c>.</param>
/// <param name="ProjectVersion">Its version.</param>
/// <param name="Description">What it is, for a person.</param>
public sealed record DataModelInfo(string ProjectName, string ProjectVersion, string Description);
