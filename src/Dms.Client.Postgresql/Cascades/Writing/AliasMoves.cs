using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>Works out the new referential ids of documents whose identity changes.</summary>
/// <param name="format">How ids are made where no stored one tells.</param>
internal sealed class AliasMoves(ReferentialIdFormat format)
{
    private readonly ReferentialIds _ids = new();

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
    private ReferentialIdFormat? FindFormat(IReadOnlyList<CascadeDocument> moved)
    {
        foreach (var document in moved)
        {
            foreach (var candidate in document.Aliases.Count > 0 ? Enum.GetValues<ReferentialIdFormat>() : [])
            {
                if (_ids.Of(document.Resource, document.Moved!.Before, 0, candidate) == document.Aliases[0].ReferentialId)
                    return candidate;
            }
        }

        return null;
    }

    private void Add(CascadeDocument document, ReferentialIdFormat format, List<AliasMove> moves)
    {
        var count = ReferentialIds.CountOf(document.Resource.Schema);
        if (document.Aliases.Count != count)
        {
            throw new InvalidCascadeException(
                document.Uuid, document.Resource.Schema.ResourceName,
                $"it has {document.Aliases.Count} aliases and should have {count}");
        }

        // Old names may have been left behind, but the order tells them apart: DMS writes a document's own alias first.
        for (var place = 0; place < count; place++)
        {
            var referentialId = _ids.Of(document.Resource, document.Moved!.After!, place, format);
            if (document.Aliases[place].ReferentialId != referentialId)
                moves.Add(new AliasMove(document, place, referentialId));
        }
    }
}
