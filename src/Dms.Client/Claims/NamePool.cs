using System.Text.Json;

namespace Dms.Client.Claims;

/// <summary>Reads strings and keeps one of each: claim sets repeat the same few hundred names thousands of times.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private char[] _buffer = new char[256];

    /// <summary>The string at which the reader stands.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        if (json.ValueSpan.Length > _buffer.Length)
            _buffer = new char[json.ValueSpan.Length];
        var name = _buffer.AsSpan(0, json.CopyString(_buffer));
        if (_names.TryGetValue(name, out var known))
            return known;
        var text = name.ToString();
        _names.Add(text);
        return text;
    }
}
