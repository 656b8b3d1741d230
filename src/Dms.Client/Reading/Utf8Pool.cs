using System.Diagnostics.CodeAnalysis;

namespace Dms.Client.Reading;

/// <summary>
/// What was made of texts in UTF-8, so that the parts of a release, and one release after the other, share it. Keeps what was used
/// lately: at least the last <c>limit</c> distinct texts, never more than twice as many. Not safe for threads.
/// </summary>
internal sealed class Utf8Pool<T>(int limit)
    where T : class
{
    private Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _young = Lookup();
    private Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _old = Lookup();

    public bool TryGet(ReadOnlySpan<byte> text, [NotNullWhen(true)] out T? value)
    {
        if (_young.TryGetValue(text, out value))
            return true;
        if (!_old.TryGetValue(text, out var key, out value))
            return false;
        Add(key, value);
        return true;
    }

    public void Add(ReadOnlySpan<byte> text, T value) => Add(text.ToArray(), value);

    private void Add(byte[] text, T value)
    {
        if (_young.Dictionary.Count >= limit)
            (_old, _young) = (_young, Lookup());
        _young.Dictionary[text] = value;
    }

    private static Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> Lookup() =>
        new Dictionary<byte[], T>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
}
