using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Grpc.Wire.Tests.Support;

/// <summary>Calls of <see cref="EchoService"/> made byte by byte.</summary>
internal static class RawCall
{
    private static readonly byte[] EmptyMessage = new byte[5];

    public static HttpRequestMessage Request(
        EchoServer server,
        string method,
        byte[]? body = null,
        string? timeout = null,
        string contentType = "application/grpc",
        string? encoding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, $"/grpc.wire.tests.Echo/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body ?? EmptyMessage),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (timeout is not null)
            request.Headers.TryAddWithoutValidation("grpc-timeout", timeout);
        if (encoding is not null)
            request.Headers.TryAddWithoutValidation("grpc-encoding", encoding);
        return request;
    }

    /// <summary>The answer, its status wherever it came: headers or trailers.</summary>
    public static async Task<(HttpResponseMessage Response, StatusCode? Status, byte[] Body)> SendAsync(
        EchoServer server,
        string method,
        byte[]? body = null,
        string? timeout = null,
        string contentType = "application/grpc",
        string? encoding = null)
    {
        var request = Request(server, method, body, timeout, contentType, encoding);
        var response = await server.Http().SendAsync(request, CancellationToken.None).InTime();
        var content = await response.Content.ReadAsByteArrayAsync().InTime();
        var values = response.Headers.TryGetValues("grpc-status", out var early) ? early
            : response.TrailingHeaders.TryGetValues("grpc-status", out var late) ? late : null;
        return (response, values is null ? null : (StatusCode)int.Parse(values.Single(), CultureInfo.InvariantCulture), content);
    }
}
