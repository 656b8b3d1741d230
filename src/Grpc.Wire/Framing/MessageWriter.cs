using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire.Framing;

/// <summary>Puts length-prefixed messages into a buffer writer; directly where the marshaller says the length first.</summary>
internal sealed class MessageWriter(IBufferWriter<byte> output, int? maxSize, CompressionLevel level = CompressionLevel.Fastest)
    : SerializationContext
{
    private PooledBuffer? _detour;
    private int? _length;
    private bool _compress;
    private bool _completed;

    public void Write<T>(T message, Action<T, SerializationContext> serializer, bool compress)
    {
        (_length, _compress, _completed) = (null, compress, false);
        try
        {
            serializer(message, this);
        }
        finally
        {
            _detour?.Dispose();
            _detour = null;
        }

        if (!_completed)
            throw new InvalidOperationException("The marshaller did not complete the message.");
    }

    public override void SetPayloadLength(int payloadLength)
    {
        MessageLimit.ThrowIfExceeded(payloadLength, maxSize, "Sending");
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_compress || _length is null)
            return _detour ??= new PooledBuffer();
        FrameHeader.Write(output, compressed: false, _length.Value);
        return output;
    }

    public override void Complete()
    {
        if (_detour is not null)
            WriteFrame(_detour.Written);
        _completed = true;
    }

    public override void Complete(byte[] payload)
    {
        WriteFrame(payload);
        _completed = true;
    }

    private void WriteFrame(ReadOnlyMemory<byte> payload)
    {
        MessageLimit.ThrowIfExceeded(payload.Length, maxSize, "Sending");

        // GZipStream writes nothing at all for an empty message, and peers refuse that as corrupt.
        if (!_compress || payload.IsEmpty)
        {
            FrameHeader.Write(output, compressed: false, payload.Length);
            output.Write(payload.Span);
            return;
        }

        using var compressed = new PooledBuffer();
        Gzip.Compress(payload, compressed, level);
        FrameHeader.Write(output, compressed: true, compressed.Length);
        output.Write(compressed.Written.Span);
    }
}
