using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>Works out the new referential ids of documents whose identity changes.</summary>
internal static class AliasMoves
{
    /// <exception cref="InvalidCascadeException">A document has more or fewer aliases than its resource gives it.</exception>
    public static List<AliasMove> Of(IReadOnlyList<CascadeDocument> moved)
    {
        var moves = new List<AliasMove>(moved.Count);
        foreach (var document in moved)
            Add(document, moves);
        return moves;
    }

    /// <summary>An identity that two documents would get; null when there is none.</summary>
    public static DocumentIdentity? FindCollision(IReadOnlyList<AliasMove> moves)
    {
        var seen = new HashSet<Guid>(moves.Count);
        foreach (var move in moves)
        {
            if (!seen.Add(move.ReferentialId))
                return move.Identity;
        }

        return null;
    }

    private static void Add(CascadeDocument document, List<AliasMove> moves)
    {
        DocumentIdentity[] before = NamesOf(document, document.Moved!.Before);
        DocumentIdentity[] after = NamesOf(document, document.Moved.After!);
        if (document.Aliases.Count != after.Length)
        {
            throw new InvalidCascadeException(
                document.Uuid, document.Resource.Schema.ResourceName,
                $"it has {document.Aliases.Count} aliases and should have {after.Length}");
        }

        for (var i = 0; i < after.Length; i++)
        {
            var referentialId = after[i].ToReferentialId();
            var stored = Find(document, before[i], i);
            if (stored.ReferentialId != referentialId)
                moves.Add(new AliasMove(stored, after[i], referentialId));
        }
    }

    private static DocumentIdentity[] NamesOf(CascadeDocument document, Identity identity)
    {
        var (resource, name) = (document.Resource, document.Resource.Name);
        var elements = new IdentityElement[identity.Values.Length];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = new IdentityElement(resource.IdentityPaths[i], identity[i].ToString());
        var own = new DocumentIdentity(name.Project, name.Resource, [.. elements]);
        return own.OfSuperclass(resource.Schema) is { } above ? [own, above] : [own];
    }

    // Where an earlier change left an old name behind, the order tells them apart: DMS writes a document's own alias first.
    private static StoredAlias Find(CascadeDocument document, DocumentIdentity before, int place)
    {
        if (document.Aliases.Count == 1)
            return document.Aliases[0];
        var referentialId = before.ToReferentialId();
        foreach (var alias in document.Aliases)
        {
            if (alias.ReferentialId == referentialId)
                return alias;
        }

        return document.Aliases[place];
    }
}
