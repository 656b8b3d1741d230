using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;

namespace Grpc.Wire.Server;

/// <summary>The messages of a response, and the headers before them.</summary>
internal sealed class ResponseBody(HttpServerCallContext call, HttpResponse response, GrpcServiceOptions options, string? encoding)
{
    private string? _encoding = encoding;
    private MessageWriter? _writer;

    public async Task StartAsync(Metadata headers)
    {
        if (response.HasStarted)
            throw new InvalidOperationException("The response headers have been sent already.");
        if (headers.GetValue(HeaderNames.EncodingRequest) is { } wanted)
            _encoding = ResponseEncoding.Accepted(response.HttpContext.Request, wanted);
        ResponseMetadata.Append(response.Headers, headers);
        await StartOnceAsync().ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Puts a message into the response; it leaves with the next flush or the end of the call.</summary>
    public async ValueTask WriteAsync<T>(T message, Marshaller<T> marshaller, WriteOptions? writeOptions)
    {
        await StartOnceAsync().ConfigureAwait(false);
        var compress = _encoding is not null && !(writeOptions?.Flags.HasFlag(WriteFlags.NoCompress) ?? false);
        _writer ??= new MessageWriter(
            response.BodyWriter, options.MaxSendMessageSize, options.ResponseCompressionLevel ?? CompressionLevel.Fastest);
        _writer.Write(message, marshaller.ContextualSerializer, compress);
    }

    /// <summary>Completes when the transport took what was written; a slow peer delays it.</summary>
    /// <exception cref="OperationCanceledException">The peer is gone, or the call was given up.</exception>
    public async ValueTask FlushAsync()
    {
        // No token: Kestrel would reset the stream with INTERNAL_ERROR. Deadlines and tokens reset it themselves.
        var result = await response.BodyWriter.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        if (result.IsCompleted || result.IsCanceled || call.CancellationToken.IsCancellationRequested)
            throw new OperationCanceledException("The call ended while a message was being sent.", call.CancellationToken);
    }

    private Task StartOnceAsync()
    {
        if (response.HasStarted)
            return Task.CompletedTask;
        response.ContentType = HeaderNames.ContentType;
        if (_encoding is not null)
            response.Headers[HeaderNames.Encoding] = _encoding;
        return response.StartAsync(CancellationToken.None);
    }
}
