using System.Collections.Immutable;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>What the client's token entitles to.</summary>
/// <param name="EducationOrganizationIds">The education organizations that the client acts for.</param>
/// <param name="NamespacePrefixes">How the namespaces that the client may use begin.</param>
public sealed record ClientAuthorizations(ImmutableArray<long> EducationOrganizationIds, ImmutableArray<string> NamespacePrefixes);
