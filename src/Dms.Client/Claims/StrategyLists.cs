using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>
/// Keeps one array for each distinct list of strategies, whatever part, tenant or snapshot it stands in: real claims have about ten.
/// </summary>
internal static class StrategyLists
{
    // Far more than claims can sensibly have; beyond them lists are not kept, so that no source can make this grow without end.
    private const int Limit = 10_000;

    private static readonly Lock Access = new();
    private static readonly Dictionary<IReadOnlyList<string>, ImmutableArray<string>> Known = new(new SequenceComparer());

    /// <summary>The array of these names. The argument may be used again afterwards.</summary>
    public static ImmutableArray<string> Of(IReadOnlyList<string> names)
    {
        lock (Access)
        {
            if (Known.TryGetValue(names, out var array))
                return array;
            array = [.. names];
            if (Known.Count < Limit)
                Known.Add(array, array);
            return array;
        }
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
