using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Client;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Call_ToAPortThatNobodyListensOn_IsUnavailable()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");
        var client = new Echo.EchoClient(channel);

        var unary = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new Bytes()).ResponseAsync.InTime());
        using var call = client.Stream(new Bytes());
        var stream = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        Assert.Equal(StatusCode.Unavailable, unary.StatusCode);
        Assert.Equal(StatusCode.Unavailable, stream.StatusCode);
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseHeadersAsync.InTime());
    }

    [Fact]
    public async Task Stream_WhoseConnectionBreaks_IsUnavailable()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (request, stream, context) =>
            {
                await stream.WriteAsync(request);
                context.GetHttpContext().Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeFeature>()!.Abort();
            },
        });

        using var call = server.Client().Stream(new Bytes());
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).InTime())
            {
            }
        });

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public void Address_ThatIsNoHttp_IsRefused() =>
        Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress("unix:/tmp/x"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
