using System.Collections.Immutable;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>Why a cascade was not written.</summary>
/// <param name="Taken">A new identity that another document has.</param>
/// <param name="MissingReferences">Referential ids that no document has; default when that is not the reason.</param>
internal sealed record WriteObstacle(DocumentIdentity? Taken = null, ImmutableArray<Guid> MissingReferences = default)
{
    /// <summary>Something is no longer as it was when the cascade was planned.</summary>
    public static WriteObstacle Changed { get; } = new();
}
