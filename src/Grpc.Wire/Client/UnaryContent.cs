using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Client;

/// <summary>A request body of one message, serialized when the transport asks for it, and again if it asks again.</summary>
internal sealed class UnaryContent<TRequest> : HttpContent
{
    private static readonly MediaTypeHeaderValue MediaType = new(HeaderNames.ContentType);

    private readonly TRequest _request;
    private readonly Marshaller<TRequest> _marshaller;
    private readonly int? _maxSize;
    private readonly bool _compress;

    public UnaryContent(TRequest request, Marshaller<TRequest> marshaller, int? maxSize, bool compress)
    {
        (_request, _marshaller, _maxSize, _compress) = (request, marshaller, maxSize, compress);
        Headers.ContentType = MediaType;
    }

    /// <summary>Why the message could not be serialized.</summary>
    public Exception? Error { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        try
        {
            new MessageWriter(buffer, _maxSize).Write(_request, _marshaller.ContextualSerializer, _compress);
        }
        catch (Exception exception)
        {
            Error = exception;
            throw;
        }

        await stream.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
