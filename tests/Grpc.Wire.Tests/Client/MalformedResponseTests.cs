using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.Wire.Tests.Client;

/// <summary>Servers that break the protocol, one rule at a time.</summary>
public sealed class MalformedResponseTests
{
    [Theory]
    [InlineData("", StatusCode.Internal)]
    [InlineData("00000000", StatusCode.Internal)]
    [InlineData("0000000002", StatusCode.Internal)]
    [InlineData("0700000000", StatusCode.Internal)]
    [InlineData("0100000000", StatusCode.Internal)]
    [InlineData("00000000000000000000", StatusCode.Internal)]
    [InlineData("0000000001FF", StatusCode.Internal)]
    [InlineData("00FFFFFFFF", StatusCode.ResourceExhausted)]
    public async Task Body_Malformed_FailsWithItsStatus(string body, object expected)
    {
        await using var server = await StartAsync(async http =>
        {
            await http.Response.Body.WriteAsync(Convert.FromHexString(body));
            http.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(expected, await UnaryStatusAsync(server));
    }

    [Fact]
    public async Task Response_WithoutAStatus_IsUnknown()
    {
        await using var server = await StartAsync(http => http.Response.Body.WriteAsync(new byte[5]).AsTask());

        Assert.Equal(StatusCode.Unknown, await UnaryStatusAsync(server));
        Assert.Equal(StatusCode.Unknown, await StreamStatusAsync(server));
    }

    [Theory]
    [InlineData("99", StatusCode.Unknown)]
    [InlineData("", StatusCode.Unknown)]
    [InlineData("-1", StatusCode.Unknown)]
    [InlineData("0x0", StatusCode.Unknown)]
    [InlineData("5", StatusCode.NotFound)]
    public async Task Status_OfAnyShape_IsACode(string status, object expected)
    {
        await using var server = await StartAsync(http =>
        {
            http.Response.Headers["grpc-status"] = status;
            return Task.CompletedTask;
        });

        Assert.Equal(expected, await UnaryStatusAsync(server));
        Assert.Equal(expected, await StreamStatusAsync(server));
    }

    [Theory]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task HttpError_WithoutAStatus_IsMapped(int http, object expected)
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        });

        Assert.Equal(expected, await UnaryStatusAsync(server));
        Assert.Equal(expected, await StreamStatusAsync(server));
    }

    [Fact]
    public async Task ContentType_OtherThanGrpc_IsUnknown()
    {
        await using var server = await StartAsync(http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync("<html>");
        });

        Assert.Equal(StatusCode.Unknown, await UnaryStatusAsync(server));
    }

    [Fact]
    public async Task Encoding_Unknown_IsInternal()
    {
        await using var server = await StartAsync(http =>
        {
            http.Response.Headers["grpc-encoding"] = "snappy";
            return http.Response.Body.WriteAsync(new byte[5]).AsTask();
        });

        Assert.Equal(StatusCode.Internal, await UnaryStatusAsync(server));
    }

    [Theory]
    [InlineData(7, StatusCode.Unavailable)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    [InlineData(2, StatusCode.Internal)]
    public async Task Stream_ResetWithEachCode_IsMapped(int code, object expected)
    {
        await using var server = await StartAsync(async http =>
        {
            await http.Response.Body.WriteAsync(new byte[5]);
            await http.Response.Body.FlushAsync();
            http.Features.Get<IHttpResetFeature>()!.Reset(code);
        });

        Assert.Equal(expected, await StreamStatusAsync(server));
    }

    private static Task<EchoServer> StartAsync(RequestDelegate answer) => EchoServer.StartAsync(
        mapService: false,
        map: app => app.MapPost("/grpc.wire.tests.Echo/{method}", http =>
        {
            http.Response.ContentType = "application/grpc";
            return answer(http);
        }));

    private static async Task<StatusCode> UnaryStatusAsync(EchoServer server)
    {
        using var call = server.Client().UnaryAsync(new Bytes());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.InTime());
        Assert.Equal(call.GetStatus(), error.Status);
        return error.StatusCode;
    }

    private static async Task<StatusCode> StreamStatusAsync(EchoServer server)
    {
        using var call = server.Client().Stream(new Bytes());
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).InTime())
            {
            }
        });
        return error.StatusCode;
    }
}
