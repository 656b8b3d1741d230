namespace Dms.Client.Postgresql.Cascades;

/// <summary>The documents of one resource on one level of a cascade.</summary>
/// <param name="Level">The least number of references between them and the changed document, from 1.</param>
/// <param name="ProjectName">The project's name in the model.</param>
/// <param name="ResourceName">The resource's name in the model.</param>
/// <param name="Documents">How many.</param>
public sealed record CascadeFanOutEntry(int Level, string ProjectName, string ResourceName, int Documents);
