using Grpc.Core;

namespace Grpc.Wire.Framing;

internal static class MessageLimit
{
    /// <summary>What a receiver takes unless told otherwise: 4 MiB.</summary>
    public const int DefaultReceive = 4 * 1024 * 1024;

    public static void ThrowIfExceeded(long length, int? maxSize, string verb)
    {
        if (length > maxSize)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"{verb} message exceeds the maximum configured message size of {maxSize} bytes."));
        }
    }
}
