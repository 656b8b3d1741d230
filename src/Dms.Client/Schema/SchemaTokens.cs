using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dms.Client.Reading;

namespace Dms.Client.Schema;

/// <summary>
/// Reads the strings and paths of parts, each distinct one once: a schema of 350 resources repeats some 1,400 paths about
/// twenty times each, and the next schema has nearly all of them again. Not safe for threads.
/// </summary>
internal sealed class SchemaTokens
{
    // Three times the distinct strings, and eight times the paths, of a core with three extensions.
    private const int Limit = 16_384;

    private readonly Utf8Pool<string> _strings = new(Limit);
    private readonly Utf8Pool<JsonPath> _paths = new(Limit);

    /// <exception cref="InvalidOperationException">The element is no string.</exception>
    public string String(JsonElement element)
    {
        var token = JsonMarshal.GetRawUtf8Value(element);
        if (!_strings.TryGet(token, out var text))
            _strings.Add(token, text = element.GetString() ?? throw new InvalidOperationException("A string is null."));
        return text;
    }

    /// <summary>The name of a property, read like a string.</summary>
    public string Name(JsonProperty property)
    {
        // A raw string stands in quotation marks and a raw name without them: they never meet in the pool.
        var token = JsonMarshal.GetRawUtf8PropertyName(property);
        if (!_strings.TryGet(token, out var name))
            _strings.Add(token, name = property.Name);
        return name;
    }

    /// <exception cref="InvalidOperationException">The element is no string.</exception>
    /// <exception cref="FormatException">The string is no path.</exception>
    public JsonPath Path(JsonElement element)
    {
        var token = JsonMarshal.GetRawUtf8Value(element);
        if (!_paths.TryGet(token, out var path))
            _paths.Add(token, path = JsonPath.Parse(element.GetString() ?? throw new InvalidOperationException("A path is null.")));
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
