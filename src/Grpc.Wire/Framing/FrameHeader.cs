using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Wire.Framing;

/// <summary>The five bytes before each message: a compression flag and the length, most significant byte first.</summary>
internal static class FrameHeader
{
    public const int Size = 5;

    public static void Write(IBufferWriter<byte> output, bool compressed, int length)
    {
        var span = output.GetSpan(Size);
        span[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        output.Advance(Size);
    }

    public static (byte Flag, uint Length) Read(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[Size];
        buffer.Slice(0, Size).CopyTo(header);
        return (header[0], BinaryPrimitives.ReadUInt32BigEndian(header[1..]));
    }
}
