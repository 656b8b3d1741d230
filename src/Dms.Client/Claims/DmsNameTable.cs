using System.Diagnostics.CodeAnalysis;
using Dms.Client.Schema;

namespace Dms.Client.Claims;

/// <summary>
/// Values by names that are equal when DMS says so (<see cref="DmsNames"/>). Names of printable ASCII, which is all that occurs in
/// practice, are found by ordinal comparison; others are sought one by one.
/// </summary>
internal sealed class DmsNameTable<T>
{
    private readonly NameTable<T> _plain;
    private readonly KeyValuePair<string, T>[] _entries;
    private readonly bool _anyOdd;

    /// <param name="entries">Names, of which no two are equal, and their values.</param>
    public DmsNameTable(IReadOnlyCollection<KeyValuePair<string, T>> entries)
    {
        _entries = [.. entries];
        _anyOdd = entries.Any(entry => !DmsNames.IsPlain(entry.Key));
        _plain = new NameTable<T>([.. entries.Where(entry => DmsNames.IsPlain(entry.Key))]);
    }

    public bool TryGetValue(string name, [MaybeNullWhen(false)] out T value) =>
        _plain.TryGetValue(name, out value)
        || ((_anyOdd || !DmsNames.IsPlain(name)) && TryFindOdd(name, out value));

    private bool TryFindOdd(string name, [MaybeNullWhen(false)] out T value)
    {
        foreach (var entry in _entries)
        {
            if (DmsNames.Equal(entry.Key, name))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
