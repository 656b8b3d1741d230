using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire.Framing;

/// <summary>Takes length-prefixed messages from a pipe, each parsed where it lies.</summary>
/// <param name="input">The body of a request or a response.</param>
/// <param name="maxSize">The largest message taken, before and after decompression; null for no limit.</param>
/// <param name="gzip">Whether the peer announced gzip.</param>
internal sealed class MessageReader(PipeReader input, int? maxSize, bool gzip)
{
    /// <summary>The next message, or null at the end of the body.</summary>
    /// <exception cref="RpcException">The body is malformed, or a message is too large.</exception>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        var result = await input.ReadAtLeastAsync(FrameHeader.Size, cancellationToken).ConfigureAwait(false);
        if (result.Buffer.IsEmpty)
        {
            input.AdvanceTo(result.Buffer.End);
            return null;
        }

        ThrowIfShort(result.Buffer, FrameHeader.Size);
        var (flag, length) = FrameHeader.Read(result.Buffer);
        ThrowIfRefused(flag, length);

        var frameSize = FrameHeader.Size + (int)length;
        if (result.Buffer.Length < frameSize)
        {
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await input.ReadAtLeastAsync(frameSize, cancellationToken).ConfigureAwait(false);
            ThrowIfShort(result.Buffer, frameSize);
        }

        var payload = result.Buffer.Slice(FrameHeader.Size, length);
        var message = flag == 0 ? Deserialize(payload, deserializer) : Inflate(payload, deserializer);
        input.AdvanceTo(payload.End);
        return message;
    }

    /// <summary>The only message of the body.</summary>
    /// <exception cref="RpcException">The body is malformed, or has no message or several.</exception>
    public async ValueTask<T> ReadOnlyMessageAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        var message = await ReadAsync(deserializer, cancellationToken).ConfigureAwait(false)
            ?? throw Malformed("The message is missing.");
        var rest = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
        return rest is { Buffer.IsEmpty: true, IsCompleted: true } ? message : throw Malformed("There is data after the message.");
    }

    private void ThrowIfRefused(byte flag, uint length)
    {
        if (flag > 1)
            throw Malformed($"The compression flag is {flag}.");
        if (flag == 1 && !gzip)
            throw Malformed("The message is compressed, but the call has no grpc-encoding.");
        MessageLimit.ThrowIfExceeded(length, maxSize ?? Array.MaxLength - FrameHeader.Size, "Received");
    }

    private T Inflate<T>(ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        using var inflated = Gzip.Decompress(payload, maxSize);
        return Deserialize(new ReadOnlySequence<byte>(inflated.Written), deserializer);
    }

    private static T Deserialize<T>(ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        try
        {
            return deserializer(new Payload(payload));
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The message could not be parsed.", exception));
        }
    }

    private static void ThrowIfShort(ReadOnlySequence<byte> buffer, long wanted)
    {
        if (buffer.Length < wanted)
            throw Malformed("The message is incomplete.");
    }

    private static RpcException Malformed(string detail) => new(new Status(StatusCode.Internal, detail));
}
