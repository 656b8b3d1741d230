using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>
/// Reads the strings and paths of parts, each distinct one once: a schema of 350 resources repeats some 1,400 paths about
/// twenty times each. Not safe for threads.
/// </summary>
internal sealed class SchemaTokens
{
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> _strings =
        new Dictionary<byte[], string>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly Dictionary<byte[], JsonPath>.AlternateLookup<ReadOnlySpan<byte>> _paths =
        new Dictionary<byte[], JsonPath>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <exception cref="InvalidOperationException">The element is no string.</exception>
    public string String(JsonElement element)
    {
        var token = JsonMarshal.GetRawUtf8Value(element);
        if (!_strings.TryGetValue(token, out var text))
        {
            text = element.GetString() ?? throw new InvalidOperationException("A string is null.");
            _strings[token] = text;
        }

        return text;
    }

    /// <exception cref="InvalidOperationException">The element is no string.</exception>
    /// <exception cref="FormatException">The string is no path.</exception>
    public JsonPath Path(JsonElement element)
    {
        var token = JsonMarshal.GetRawUtf8Value(element);
        if (!_paths.TryGetValue(token, out var path))
        {
            path = JsonPath.Parse(element.GetString() ?? throw new InvalidOperationException("A path is null."));
            _paths[token] = path;
        }

        return path;
    }

    public string? OptionalString(JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Find(name) is { } element ? String(element) : null;

    public JsonPath? OptionalPath(JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Find(name) is { } element ? Path(element) : null;

    public ImmutableArray<string> Strings(JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Items(name, this, static (item, tokens) => tokens.String(item));

    public ImmutableArray<JsonPath> Paths(JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Items(name, this, static (item, tokens) => tokens.Path(item));
}
