using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dms.Client.Reading;
using SchemaClaims.Contracts;

namespace Dms.Client.Schema;

/// <summary>
/// The longest lists of resources, each read once while anyone uses it: where a resource changes these mostly stay the same, and they
/// are most of what a resource consists of. Not safe for threads.
/// </summary>
internal sealed class SharedLists<T>
{
    // Several times the resources of a core with extensions.
    private const int Limit = 4096;

    private readonly DigestPool<T[]> _lists = new(Limit);

    /// <summary>The entries of an object in its order; empty when it is absent or null.</summary>
    public ImmutableArray<T> Entries(
        JsonElement owner, ReadOnlySpan<byte> name, SchemaTokens tokens, Func<JsonProperty, SchemaTokens, T> read)
    {
        if (owner.Find(name) is not { } map)
            return [];
        var digest = Digest.Of(JsonMarshal.GetRawUtf8Value(map));
        if (_lists.TryGet(digest, out var known))
            return ImmutableCollectionsMarshal.AsImmutableArray(known);
        var list = owner.Entries(name, tokens, read);
        _lists.Add(digest, ImmutableCollectionsMarshal.AsArray(list)!);
        return list;
    }
}
