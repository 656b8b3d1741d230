using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class HostStopTests
{
    /// <summary>Far less than the 30 s that a host waits for open streams, far more than it takes to end them.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task OpenStream_WhenTheHostStops_EndsAsUnavailable()
    {
        await using var server = await EchoServer.StartAsync(
            new EchoBehaviour
            {
                Stream = async (_, stream, context) =>
                {
                    await stream.WriteAsync(new Bytes());
                    await Eventually.Cancelled(context.CancellationToken);
                    Assert.NotNull(context.GetHttpContext());
                    context.CancellationToken.ThrowIfCancellationRequested();
                },
            },
            options => options.Interceptors.Add<HostStopInterceptor>());
        using var call = server.Client().Stream(new Bytes());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        await server.App.StopAsync().WaitAsync(Limit);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task StreamThatNobodyReads_WhenTheHostStops_IsGivenUp()
    {
        var writing = new Signal();
        await using var server = await EchoServer.StartAsync(
            new EchoBehaviour
            {
                Stream = async (_, stream, _) =>
                {
                    while (true)
                    {
                        var write = stream.WriteAsync(Many.Bytes(1_000_000));
                        writing.Raise();
                        await write;
                    }
                },
            },
            options => options.Interceptors.Add<HostStopInterceptor>());
        using var response = await server.Http().SendAsync(RawCall.Request(server, "Stream"), CancellationToken.None).InTime();
        await writing.Raised;

        await server.App.StopAsync().WaitAsync(Limit);
    }
}
