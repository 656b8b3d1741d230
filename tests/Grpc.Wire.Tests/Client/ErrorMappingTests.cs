using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Wire.Client;

namespace Grpc.Wire.Tests.Client;

public sealed class ErrorMappingTests
{
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(302, StatusCode.Unknown)]
    public void HttpStatus_WithoutAGrpcStatus_IsMappedAsTheProtocolSays(int http, object expected) =>
        Assert.Equal(expected, ErrorMapping.ToStatusCode((HttpStatusCode)http));

    [Theory]
    [InlineData(0, StatusCode.Internal)]
    [InlineData(1, StatusCode.Internal)]
    [InlineData(2, StatusCode.Internal)]
    [InlineData(3, StatusCode.Internal)]
    [InlineData(7, StatusCode.Unavailable)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    [InlineData(12, StatusCode.PermissionDenied)]
    public void StreamReset_WithEachCode_IsMappedAsTheProtocolSays(int code, object expected)
    {
        var reset = new HttpRequestException(null, new HttpProtocolException(code, "reset", null));

        Assert.Equal(expected, ErrorMapping.ToStatus(reset).StatusCode);
    }

    [Fact]
    public void LostConnection_InEachShape_IsUnavailable()
    {
        Exception[] shapes =
        [
            new HttpRequestException(HttpRequestError.ConnectionError),
            new HttpRequestException(null, new SocketException((int)SocketError.ConnectionRefused)),
            new HttpIOException(HttpRequestError.ResponseEnded),
            new IOException("reset", new SocketException((int)SocketError.ConnectionReset)),
            new TaskCanceledException(null, new TimeoutException()),
        ];

        Assert.All(shapes, shape => Assert.Equal(StatusCode.Unavailable, ErrorMapping.ToStatus(shape).StatusCode));
    }
}
