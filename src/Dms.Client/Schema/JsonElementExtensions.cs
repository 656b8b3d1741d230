using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>Reads what may be absent or null; a value of the wrong kind is an <see cref="InvalidOperationException"/>.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The property's value; null when it is absent or null.</summary>
    public static JsonElement? Find(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static bool Flag(this JsonElement owner, ReadOnlySpan<byte> name) => owner.Find(name)?.GetBoolean() ?? false;

    public static ImmutableArray<T> Items<T, TState>(
        this JsonElement owner, ReadOnlySpan<byte> name, TState state, Func<JsonElement, TState, T> read)
    {
        if (owner.Find(name) is not { } list || list.GetArrayLength() is 0)
            return [];
        var items = new T[list.GetArrayLength()];
        var i = 0;
        foreach (var item in list.EnumerateArray())
            items[i++] = read(item, state);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    public static ImmutableArray<T> Entries<T, TState>(
        this JsonElement owner, ReadOnlySpan<byte> name, TState state, Func<JsonProperty, TState, T> read)
    {
        if (owner.Find(name) is not { } map || map.GetPropertyCount() is 0)
            return [];
        var entries = new T[map.GetPropertyCount()];
        var i = 0;
        foreach (var entry in map.EnumerateObject())
            entries[i++] = read(entry, state);
        return ImmutableCollectionsMarshal.AsImmutableArray(entries);
    }

    /// <summary>The element's own bytes within the content that its document was parsed from, without a copy.</summary>
    public static ReadOnlyMemory<byte> BytesIn(this JsonElement element, ReadOnlyMemory<byte> content)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(element);
        if (!content.Span.Overlaps(bytes, out var offset))
            throw new ArgumentException("The element's document was not parsed from this content.", nameof(content));
        return content.Slice(offset, bytes.Length);
    }
}
