using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Dms.Client.Claims;

/// <summary>
/// Values by names that are equal when DMS says so (<see cref="DmsNames"/>). Names of printable ASCII, which is all that occurs in
/// practice, are found by ordinal comparison; others are sought one by one.
/// </summary>
internal sealed class DmsNameTable<T>
{
    private readonly FrozenDictionary<string, T>? _asWritten;
    private readonly FrozenDictionary<string, T> _plain;
    private readonly KeyValuePair<string, T>[] _odd;

    /// <param name="entries">Names, of which no two are equal, and their values.</param>
    /// <param name="expectAsWritten">Whether names are mostly asked for just as they are written, which is then tried first.</param>
    public DmsNameTable(IReadOnlyCollection<KeyValuePair<string, T>> entries, bool expectAsWritten)
    {
        _asWritten = expectAsWritten ? entries.ToFrozenDictionary(StringComparer.Ordinal) : null;
        _plain = entries.Where(entry => DmsNames.IsPlain(entry.Key)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _odd = [.. entries.Where(entry => !DmsNames.IsPlain(entry.Key))];
    }

    public bool TryGetValue(string name, [MaybeNullWhen(false)] out T value) =>
        (_asWritten is not null && _asWritten.TryGetValue(name, out value))
        || _plain.TryGetValue(name, out value)
        || ((_odd.Length > 0 || !DmsNames.IsPlain(name)) && TryFindOdd(name, out value));

    private bool TryFindOdd(string name, [MaybeNullWhen(false)] out T value)
    {
        foreach (var entry in _odd.Concat(_plain))
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
