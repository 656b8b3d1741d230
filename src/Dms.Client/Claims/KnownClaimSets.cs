namespace Dms.Client.Claims;

/// <summary>
/// The claim sets of a part that was read before, by their bytes: a release changes one claim set of many, and what is the same stays
/// the same object. It keeps the bytes of that part alive.
/// </summary>
internal sealed class KnownClaimSets
{
    /// <summary>Nothing was read before.</summary>
    public static readonly KnownClaimSets None = new(default, []);

    private readonly ReadOnlyMemory<byte> _content;
    private readonly ILookup<int, ClaimSetEntry> _byLength;

    public KnownClaimSets(ReadOnlyMemory<byte> content, IEnumerable<ClaimSetEntry> entries) =>
        (_content, _byLength) = (content, entries.ToLookup(entry => entry.Length));

    public bool IsEmpty => _byLength.Count == 0;

    /// <summary>The claim set that these bytes made, standing at another place now; null when they are new.</summary>
    public ClaimSetEntry? Find(ReadOnlySpan<byte> json, int start)
    {
        foreach (var entry in _byLength[json.Length])
        {
            if (json.SequenceEqual(_content.Span.Slice(entry.Start, entry.Length)))
                return entry with { Start = start };
        }

        return null;
    }
}
