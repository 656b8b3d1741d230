using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>Keeps one array for each distinct list of strategies: real claims have about ten of them.</summary>
internal sealed class StrategyArrays
{
    private readonly Dictionary<IReadOnlyList<string>, ImmutableArray<string>> _arrays = new(new SequenceComparer());

    /// <summary>The array of these names. The argument may be used again afterwards.</summary>
    public ImmutableArray<string> Of(IReadOnlyList<string> names)
    {
        if (_arrays.TryGetValue(names, out var array))
            return array;
        array = [.. names];
        _arrays.Add(array, array);
        return array;
    }

    private sealed class SequenceComparer : IEqualityComparer<IReadOnlyList<string>>
    {
        public bool Equals(IReadOnlyList<string>? left, IReadOnlyList<string>? right) => left!.SequenceEqual(right!);

        public int GetHashCode(IReadOnlyList<string> names)
        {
            var hash = names.Count;
            for (var i = 0; i < names.Count; i++)
                hash = HashCode.Combine(hash, names[i]);
            return hash;
        }
    }
}
