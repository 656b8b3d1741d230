using Grpc.Core;
using Grpc.Testing;

namespace Interop.Tests.Support;

/// <summary>The server of the interoperability cases.</summary>
internal sealed class TestService : Grpc.Testing.TestService.TestServiceBase
{
    private const string EncodingRequest = "grpc-internal-encoding-request";

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context) => Task.FromResult(request);

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        await WriteHeadersAsync(context, compress: request.ResponseCompressed?.Value ?? false);
        ThrowIfAsked(request.ResponseStatus);
        var sent = request.Payload?.Body;
        if (sent is not null && !sent.Span.IsEmpty && !sent.Equals(Pattern.Body(sent.Length)))
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The payload is damaged."));
        if (request.ExpectCompressed?.Value == true && context.GetHttpContext().Request.Headers["grpc-encoding"] != "gzip")
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request is not compressed."));
        return new SimpleResponse { Payload = Pattern.Payload(request.ResponseSize) };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        await WriteHeadersAsync(context, request.ResponseParameters.Any(parameters => parameters.Compressed?.Value == true));
        foreach (var parameters in request.ResponseParameters)
        {
            if (parameters.IntervalUs > 0)
                await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), context.CancellationToken);
            responseStream.WriteOptions = parameters.Compressed?.Value == true ? null : new WriteOptions(WriteFlags.NoCompress);
            await responseStream.WriteAsync(new StreamingOutputCallResponse { Payload = Pattern.Payload(parameters.Size) });
        }

        ThrowIfAsked(request.ResponseStatus);
    }

    private static async Task WriteHeadersAsync(ServerCallContext context, bool compress)
    {
        var headers = new Metadata();
        if (context.RequestHeaders.Get("x-grpc-test-echo-initial") is { } initial)
            headers.Add(initial);
        if (context.RequestHeaders.Get("x-grpc-test-echo-trailing-bin") is { } trailing)
            context.ResponseTrailers.Add(trailing);
        if (compress)
            headers.Add(EncodingRequest, "gzip");
        if (headers.Count > 0)
            await context.WriteResponseHeadersAsync(headers);
    }

    private static void ThrowIfAsked(EchoStatus? status)
    {
        if (status is { Code: not 0 })
            throw new RpcException(new Status((StatusCode)status.Code, status.Message));
    }
}
