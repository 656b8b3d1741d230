using System.Buffers;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>Holds the bytes of many documents in rented arrays, until a cascade is over.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int ChunkLength = 512 * 1024;

    private readonly List<byte[]> _rented = [];
    private Memory<byte> _free;

    /// <summary>Room for a document.</summary>
    public Memory<byte> Take(int length)
    {
        if (_free.Length < length)
        {
            var chunk = ArrayPool<byte>.Shared.Rent(Math.Max(length, ChunkLength));
            _rented.Add(chunk);
            _free = chunk;
        }

        var taken = _free[..length];
        _free = _free[length..];
        return taken;
    }

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = Take(bytes.Length);
        bytes.CopyTo(copy.Span);
        return copy;
    }

    public void Dispose()
    {
        _free = default;
        foreach (var chunk in _rented)
            ArrayPool<byte>.Shared.Return(chunk);
        _rented.Clear();
    }
}
