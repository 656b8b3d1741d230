using System.Diagnostics.CodeAnalysis;
using SchemaClaims.Contracts;

namespace Dms.Client.Reading;

/// <summary>
/// What was made of longer texts, found by their digests for as long as anyone uses it: most of a new release is then what the running
/// one has, and neither read again nor new to the garbage collector. Keeps nothing alive by itself. Not safe for threads.
/// </summary>
/// <param name="limit">How many distinct texts are known at least, never more than twice as many.</param>
internal sealed class DigestPool<T>(int limit)
    where T : class
{
    private Dictionary<Digest, WeakReference<T>> _young = [];
    private Dictionary<Digest, WeakReference<T>> _old = [];

    public bool TryGet(Digest text, [NotNullWhen(true)] out T? value)
    {
        if (_young.TryGetValue(text, out var known))
            return known.TryGetTarget(out value);
        value = null;
        if (!_old.TryGetValue(text, out known) || !known.TryGetTarget(out value))
            return false;
        Keep(text, known);
        return true;
    }

    public void Add(Digest text, T value) => Keep(text, new WeakReference<T>(value));

    private void Keep(Digest text, WeakReference<T> value)
    {
        if (_young.Count >= limit)
            (_old, _young) = (_young, []);
        _young[text] = value;
    }
}
