using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire.Framing;

/// <summary>The one message compression besides none.</summary>
internal static class Gzip
{
    public const string Name = "gzip";

    public static void Compress(ReadOnlyMemory<byte> payload, IBufferWriter<byte> output, CompressionLevel level)
    {
        using var gzip = new GZipStream(new BufferWriterStream(output), level);
        gzip.Write(payload.Span);
    }

    /// <summary>Inflates into a buffer that the caller disposes, and stops one byte past the limit.</summary>
    public static PooledBuffer Decompress(ReadOnlySequence<byte> payload, int? maxSize)
    {
        var inflated = new PooledBuffer();
        try
        {
            if (!payload.IsEmpty)
                Inflate(payload, inflated, maxSize);
            return inflated;
        }
        catch (InvalidDataException exception)
        {
            inflated.Dispose();
            throw new RpcException(new Status(StatusCode.Internal, "The compressed message is not valid gzip.", exception));
        }
        catch
        {
            inflated.Dispose();
            throw;
        }
    }

    private static void Inflate(ReadOnlySequence<byte> payload, PooledBuffer inflated, int? maxSize)
    {
        using var gzip = new GZipStream(PipeReader.Create(payload).AsStream(), CompressionMode.Decompress);
        while (gzip.Read(inflated.GetSpan()) is > 0 and var read)
        {
            inflated.Advance(read);
            MessageLimit.ThrowIfExceeded(inflated.Length, maxSize, "Received");
        }
    }
}
