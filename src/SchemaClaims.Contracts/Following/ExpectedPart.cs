namespace SchemaClaims.Contracts.Following;

/// <summary>A part on its way: where its pieces come together.</summary>
internal sealed class ExpectedPart(Digest digest, long length)
{
    private byte[]? _buffer;
    private int _received;

    public Digest Digest { get; } = digest;

    /// <summary>The names that the manifest has for these bytes; nearly always one.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The whole content once all of it is here; null before.</summary>
    public ReadOnlyMemory<byte>? Content { get; private set; }

    /// <exception cref="PartDamagedException">The piece does not continue the part.</exception>
    public void Add(ulong offset, ReadOnlyMemory<byte> data)
    {
        if (offset != (ulong)_received || data.Length > length - _received)
            throw new PartDamagedException(
                Names[0], $"a piece of {data.Length} bytes came for offset {offset}, with {_received} of {length} bytes here.");
        if (data.Length == length)
        {
            Content = data;
            return;
        }

        _buffer ??= GC.AllocateUninitializedArray<byte>((int)length);
        data.CopyTo(_buffer.AsMemory(_received));
        _received += data.Length;
        if (_received == length)
            Content = _buffer;
    }
}
