namespace Dms.Client.Claims;

/// <summary>Numbers names in the order of their first appearance; names that are equal when DMS says so have one number.</summary>
internal sealed class DmsNameNumbering
{
    private readonly Dictionary<string, int> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _plain = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];
    private bool _anyOdd;

    /// <summary>How many numbers there are.</summary>
    public int Count => _names.Count;

    /// <summary>The number of a name. A string that was numbered before, the very object, is found without looking at it.</summary>
    public int NumberOf(string name)
    {
        if (!_seen.TryGetValue(name, out var number))
            _seen.Add(name, number = Find(name));
        return number;
    }

    /// <summary>A table from each name to what stands under its number.</summary>
    public DmsNameTable<T> ToTable<T>(Func<int, T> valueOf) =>
        new([.. _names.Select((name, number) => KeyValuePair.Create(name, valueOf(number)))]);

    private int Find(string name)
    {
        if (_plain.TryGetValue(name, out var number))
            return number;
        var plain = DmsNames.IsPlain(name);
        number = _anyOdd || !plain ? _names.FindIndex(known => DmsNames.Equal(known, name)) : -1;
        if (number < 0)
        {
            number = _names.Count;
            _names.Add(name);
        }

        if (plain)
            _plain.Add(name, number);
        _anyOdd |= !plain;
        return number;
    }
}
