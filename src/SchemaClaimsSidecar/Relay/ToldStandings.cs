using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Relay;

/// <summary>What an upstream has been told since the subscription began: all at first, afterwards what differs.</summary>
internal sealed class ToldStandings
{
    private readonly Dictionary<SubscriberName, Standing> _told = [];
    private bool _hasToldAll;

    /// <summary>
    /// What to tell so that the upstream knows the current standings, in pieces that a report can carry: one at least. A piece counts as
    /// told once the next is asked for.
    /// </summary>
    public IEnumerable<Standings> PiecesUpTo(IReadOnlyDictionary<SubscriberName, Standing> current)
    {
        var piece = new Standings { Begins = !_hasToldAll };
        var size = 0;
        foreach (var (subscriber, standing) in current.Where(now => !now.Value.Equals(_told.GetValueOrDefault(now.Key))))
        {
            var length = standing.CalculateSize();
            if (size > 0 && size + length > Protocol.MaxStandingBytes)
            {
                yield return piece;
                (piece, size) = (new Standings(), 0);
            }

            piece.Standings_.Add(standing);
            size += length;
            _told[subscriber] = standing;
        }

        piece.Ends = !_hasToldAll;
        yield return piece;
        _hasToldAll = true;
        foreach (var forgotten in _told.Keys.Where(subscriber => !current.ContainsKey(subscriber)).ToArray())
            _told.Remove(forgotten);
    }
}
