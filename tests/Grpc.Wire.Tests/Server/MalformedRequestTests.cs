using Grpc.Core;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class MalformedRequestTests
{
    [Theory]
    [InlineData("", StatusCode.Internal)]
    [InlineData("00000000", StatusCode.Internal)]
    [InlineData("0000000002", StatusCode.Internal)]
    [InlineData("000000000208", StatusCode.Internal)]
    [InlineData("0700000000", StatusCode.Internal)]
    [InlineData("0100000000", StatusCode.Internal)]
    [InlineData("000000000000", StatusCode.Internal)]
    [InlineData("0000000001FF", StatusCode.Internal)]
    [InlineData("00FFFFFFFF", StatusCode.ResourceExhausted)]
    public async Task Body_Malformed_EndsTheCallAndNothingElse(string body, object expected)
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Equal(expected, (await RawCall.SendAsync(server, "Unary", Convert.FromHexString(body))).Status);
        Assert.Equal(expected, (await RawCall.SendAsync(server, "Stream", Convert.FromHexString(body))).Status);
        Assert.Equal(StatusCode.OK, (await RawCall.SendAsync(server, "Unary")).Status);
    }

    [Theory]
    [InlineData("application/grpc+proto", 200)]
    [InlineData("application/grpc;charset=utf-8", 200)]
    [InlineData("application/grpc-web", 415)]
    [InlineData("application/json", 415)]
    public async Task ContentType_OtherThanGrpc_IsRefusedAsHttp(string contentType, int expected)
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Equal(expected, (int)(await RawCall.SendAsync(server, "Unary", contentType: contentType)).Response.StatusCode);
    }

    [Fact]
    public async Task Path_Unknown_IsUnimplementedForGrpcAndNotFoundForOthers()
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Equal(StatusCode.Unimplemented, (await RawCall.SendAsync(server, "Missing")).Status);
        Assert.Equal(404, (int)(await RawCall.SendAsync(server, "Missing", contentType: "text/plain")).Response.StatusCode);
    }

    [Fact]
    public async Task Metadata_WithBrokenBase64_IsInternalWhenRead()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (request, context) => Task.FromResult(context.RequestHeaders.Count >= 0 ? request : null!),
        });
        var request = RawCall.Request(server, "Unary");
        request.Headers.TryAddWithoutValidation("x-bin", "***");

        using var response = await server.Http().SendAsync(request, CancellationToken.None).InTime();

        Assert.Equal(["13"], response.Headers.GetValues("grpc-status"));
    }
}
