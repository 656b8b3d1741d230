using System.Collections.Immutable;
using Dms.Client.Postgresql.Authorization;

namespace MiniDms.Documents;

/// <summary>What a document says of itself.</summary>
/// <param name="ReferentialId">By what it is found.</param>
/// <param name="SuperclassReferentialId">By what it is found as a document of the superclass; null without one.</param>
/// <param name="References">The referential ids of what it refers to, descriptors among them, each once.</param>
/// <param name="Security">What secures it.</param>
/// <param name="Organization">Its place in the hierarchy; null unless it is an education organization.</param>
internal sealed record DocumentInfo(
    Guid ReferentialId,
    Guid? SuperclassReferentialId,
    ImmutableArray<Guid> References,
    DocumentSecurityElements Security,
    OrganizationPlace? Organization);
