using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>Works out the new referential ids of documents whose identity changes.</summary>
/// <param name="format">How ids are made where no stored one tells.</param>
internal sealed class AliasMoves(ReferentialIdFormat format)
{
    /// <exception cref="InvalidCascadeException">A document has more or fewer aliases than its resource gives it.</exception>
    public List<AliasMove> Of(IReadOnlyList<CascadeDocument> moved)
    {
        var formatOfDatabase = FindFormat(moved) ?? format;
        var moves = new List<AliasMove>(moved.Count);
        foreach (var document in moved)
            Add(document, formatOfDatabase, moves);
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

    // An alias that an earlier change left behind is of no identity; the first that is of one tells.
    private static ReferentialIdFormat? FindFormat(IReadOnlyList<CascadeDocument> moved)
    {
        foreach (var document in moved)
        {
            if (document.Aliases.Count > 0
                && NamesOf(document, document.Moved!.Before)[0].FindFormat(document.Aliases[0].ReferentialId) is { } found)
                return found;
        }

        return null;
    }

    private static void Add(CascadeDocument document, ReferentialIdFormat format, List<AliasMove> moves)
    {
        var after = NamesOf(document, document.Moved!.After!);
        if (document.Aliases.Count != after.Length)
        {
            throw new InvalidCascadeException(
                document.Uuid, document.Resource.Schema.ResourceName,
                $"it has {document.Aliases.Count} aliases and should have {after.Length}");
        }

        // Old names may have been left behind, but the order tells them apart: DMS writes a document's own alias first.
        for (var i = 0; i < after.Length; i++)
        {
            var referentialId = after[i].ToReferentialId(format);
            if (document.Aliases[i].ReferentialId != referentialId)
                moves.Add(new AliasMove(document.Aliases[i], after[i], referentialId));
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
}
