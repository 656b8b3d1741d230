using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>A name by which a document is found, and the one that replaces it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Place">0 for the document's own name, 1 for that under its superclass.</param>
/// <param name="ReferentialId">The new name.</param>
internal readonly record struct AliasMove(CascadeDocument Document, int Place, Guid ReferentialId)
{
    /// <summary>The alias as it stands.</summary>
    public StoredAlias Stored => Document.Aliases[Place];

    /// <summary>The new identity, for a person.</summary>
    public DocumentIdentity Identity
    {
        get
        {
            var own = Document.Resource.Name;
            var after = Document.Moved!.After!;
            var elements = Document.Resource.IdentityPaths.Select((path, i) => new IdentityElement(path, after[i].ToString()));
            var identity = new DocumentIdentity(own.Project, own.Resource, [.. elements]);
            return Place == 0 ? identity : identity.OfSuperclass(Document.Resource.Schema)!;
        }
    }
}
