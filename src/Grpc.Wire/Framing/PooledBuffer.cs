using System.Buffers;

namespace Grpc.Wire.Framing;

/// <summary>A growing buffer on rented memory; given back when disposed.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Initial = 256;

    private byte[] _rented = [];
    private int _length;

    public int Length => _length;

    public ReadOnlyMemory<byte> Written => _rented.AsMemory(0, _length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_rented.Length - _length), nameof(count));
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _rented.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _rented.AsSpan(_length);
    }

    public void Dispose()
    {
        var rented = _rented;
        _rented = [];
        _length = 0;
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private void Reserve(int sizeHint)
    {
        var wanted = checked(_length + Math.Max(sizeHint, 1));
        if (wanted <= _rented.Length)
            return;
        var doubled = (int)Math.Min(2L * _rented.Length, Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(wanted, doubled), Initial));
        _rented.AsSpan(0, _length).CopyTo(larger);
        if (_rented.Length > 0)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
    }
}
