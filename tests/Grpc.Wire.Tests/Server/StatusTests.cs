using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Grpc.Wire.Tests.Server;

public sealed class StatusTests
{
    public static TheoryData<int> AllCodes => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(AllCodes))]
    public async Task Status_ThrownByAUnaryMethod_ReachesTheCaller(int code)
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (_, _) => throw new RpcException(new Status((StatusCode)code, $"detail {code}")),
        });

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal((StatusCode)code, error.StatusCode);
        Assert.Equal($"detail {code}", error.Status.Detail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Status_ThrownByAStream_ComesAfterItsMessages(int messages)
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (_, stream, _) =>
            {
                for (var number = 0; number < messages; number++)
                    await stream.WriteAsync(new Bytes { Number = number });
                throw new RpcException(new Status(StatusCode.DataLoss, "lost"), new Metadata { { "why", "disk" } });
            },
        });

        using var call = server.Client().Stream(new Bytes());
        for (var number = 0; number < messages; number++)
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        Assert.Equal(StatusCode.DataLoss, error.StatusCode);
        Assert.Equal("disk", error.Trailers.GetValue("why"));
        Assert.Equal("disk", call.GetTrailers().GetValue("why"));
    }

    [Fact]
    public async Task Detail_WithControlCharactersAndUnicode_ReachesTheCaller()
    {
        const string Detail = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n 100%";
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (_, _) => throw new RpcException(new Status(StatusCode.Unknown, Detail)),
        });

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal(Detail, error.Status.Detail);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_ThatIsNoRpcException_IsToldOnlyWhereDetailsAreEnabled(bool detailed)
    {
        await using var server = await EchoServer.StartAsync(
            new EchoBehaviour { Unary = (_, _) => throw new InvalidOperationException("secret") },
            options => options.EnableDetailedErrors = detailed);

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Equal(detailed, error.Status.Detail.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_SetOnTheContext_EndsTheCall()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (request, context) =>
            {
                context.Status = new Status(StatusCode.NotFound, "gone");
                return Task.FromResult(request);
            },
        });

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal(new Status(StatusCode.NotFound, "gone"), error.Status);
    }

    [Fact]
    public async Task NoMessage_ReturnedByAUnaryMethod_IsInternal()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour { Unary = (_, _) => Task.FromResult<Bytes>(null!) });

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Fact]
    public async Task UnmappedService_Called_IsUnimplemented()
    {
        await using var server = await EchoServer.StartAsync(mapService: false, map: app => app.MapGrpcService<OtherService>());

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task ClientStreamingMethod_Called_IsUnimplementedAtTheServerAndNotSupportedByTheClient()
    {
        await using var server = await EchoServer.StartAsync();
        var marshaller = Support.Protobuf.Marshaller(Bytes.Parser);
        var asUnary = new Method<Bytes, Bytes>(MethodType.Unary, "grpc.wire.tests.Echo", "Collect", marshaller, marshaller);

        var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(asUnary, null, default, new Bytes());

        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.InTime())).StatusCode);
        Assert.Throws<NotSupportedException>(() => server.Client().Collect());
        Assert.Throws<NotSupportedException>(() => server.Client().Chat());
    }
}
