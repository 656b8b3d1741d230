using Google.Protobuf;
using Grpc.Testing;

namespace Interop.Tests.Support;

/// <summary>Payloads whose content depends on their size and position, so that a misplaced byte shows. As in pattern.py.</summary>
internal static class Pattern
{
    public static ByteString Body(int size)
    {
        var bytes = new byte[size];
        for (var index = 0; index < size; index++)
            bytes[index] = (byte)(((index & 0xFF) * 31) + size);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    public static Payload Payload(int size) => new() { Body = Body(size) };
}
