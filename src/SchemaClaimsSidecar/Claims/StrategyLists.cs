using System.Collections.Immutable;

namespace SchemaClaimsSidecar.Claims;

/// <summary>Keeps one <see cref="StrategyList"/> for each distinct list: a whole claims document has about ten of them.</summary>
internal sealed class StrategyLists
{
    private readonly Dictionary<IReadOnlyList<string>, StrategyList> _lists = new(SequenceComparer.Instance);
    private readonly Dictionary<IReadOnlyList<string>, int> _unorderedIds = new(SequenceComparer.Instance);

    public StrategyLists() => Empty = Of([]);

    public StrategyList Empty { get; }

    /// <summary>The list of these names. The argument may be used again afterwards.</summary>
    public StrategyList Of(IReadOnlyList<string> names)
    {
        if (_lists.TryGetValue(names, out var known))
            return known;
        ImmutableArray<string> copy = [.. names];
        var list = new StrategyList(copy, UnorderedIdOf(copy));
        _lists.Add(copy, list);
        return list;
    }

    private int UnorderedIdOf(ImmutableArray<string> names)
    {
        var sorted = names.Sort(StringComparer.Ordinal);
        if (!_unorderedIds.TryGetValue(sorted, out var id))
            _unorderedIds.Add(sorted, id = _unorderedIds.Count);
        return id;
    }

    private sealed class SequenceComparer : IEqualityComparer<IReadOnlyList<string>>
    {
        public static readonly SequenceComparer Instance = new();

        public bool Equals(IReadOnlyList<string>? left, IReadOnlyList<string>? right)
        {
            if (left!.Count != right!.Count)
                return false;
            for (var i = 0; i < left.Count; i++)
            {
                if (left[i] != right[i])
                    return false;
            }

            return true;
        }

        public int GetHashCode(IReadOnlyList<string> names)
        {
            var hash = names.Count;
            for (var i = 0; i < names.Count; i++)
                hash = HashCode.Combine(hash, names[i]);
            return hash;
        }
    }
}
