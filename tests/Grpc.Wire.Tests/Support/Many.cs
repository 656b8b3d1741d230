using Google.Protobuf;
using Grpc.Wire.Tests.Protos;

namespace Grpc.Wire.Tests.Support;

internal static class Many
{
    /// <summary>A message of this many random, so incompressible, bytes.</summary>
    public static Bytes Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return new Bytes { Value = UnsafeByteOperations.UnsafeWrap(bytes) };
    }
}
