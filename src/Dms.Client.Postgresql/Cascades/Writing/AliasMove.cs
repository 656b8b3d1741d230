using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>A name by which a document is found, and the one that replaces it.</summary>
/// <param name="Stored">The alias as it stands.</param>
/// <param name="Identity">The document's new identity, as the document itself or as one of its superclass.</param>
/// <param name="ReferentialId">The new name.</param>
internal sealed record AliasMove(StoredAlias Stored, DocumentIdentity Identity, Guid ReferentialId);
