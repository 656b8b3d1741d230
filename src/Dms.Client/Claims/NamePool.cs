using System.Text.Json;
using Dms.Client.Reading;

namespace Dms.Client.Claims;

/// <summary>Reads strings and keeps one of each: claim sets repeat the same few hundred names thousands of times.</summary>
internal sealed class NamePool
{
    private const int Limit = 16_384;

    private readonly Utf8Pool<string> _names = new(Limit);

    /// <summary>The string at which the reader stands.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        if (!_names.TryGet(json.ValueSpan, out var name))
            _names.Add(json.ValueSpan, name = json.GetString()!);
        return name;
    }
}
