using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Client;

public sealed class CancellationTests
{
    private readonly Signal _started = new();
    private readonly Signal _cancelledAtTheServer = new();

    [Fact]
    public async Task UnaryCall_WhoseTokenIsCancelled_EndsBothEnds()
    {
        await using var server = await StartAsync();
        using var cancellation = new CancellationTokenSource();

        using var call = server.Client().UnaryAsync(new Bytes(), cancellationToken: cancellation.Token);
        await _started.Raised;
        await cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.InTime())).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await _cancelledAtTheServer.Raised;
    }

    [Fact]
    public async Task Call_WhoseTokenWasCancelledBefore_IsCancelled()
    {
        await using var server = await StartAsync();
        var cancelled = new CancellationToken(canceled: true);

        var unary = server.Client().UnaryAsync(new Bytes(), cancellationToken: cancelled);
        using var stream = server.Client().Stream(new Bytes(), cancellationToken: cancelled);

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => unary.ResponseAsync.InTime())).StatusCode);
        Assert.Equal(
            StatusCode.Cancelled,
            (await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext(CancellationToken.None).InTime())).StatusCode);
    }

    [Fact]
    public async Task Stream_CancelledThroughTheTokenOfARead_EndsBothEnds()
    {
        await using var server = await StartAsync();
        using var cancellation = new CancellationTokenSource();
        using var call = server.Client().Stream(new Bytes());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        var read = call.ResponseStream.MoveNext(cancellation.Token);
        await cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => read.InTime())).StatusCode);
        await _cancelledAtTheServer.Raised;
    }

    [Fact]
    public async Task Stream_CancelledWhileNobodyReads_EndsTheServerAtOnce()
    {
        await using var server = await StartAsync();
        using var cancellation = new CancellationTokenSource();
        using var call = server.Client().Stream(new Bytes(), cancellationToken: cancellation.Token);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        await cancellation.CancelAsync();

        await _cancelledAtTheServer.Raised;
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Stream_Disposed_EndsTheServer()
    {
        await using var server = await StartAsync();
        var call = server.Client().Stream(new Bytes());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        call.Dispose();
        call.Dispose();

        await _cancelledAtTheServer.Raised;
    }

    [Fact]
    public async Task Channel_Disposed_CancelsItsCallsAndTakesNoMore()
    {
        await using var server = await StartAsync();
        var channel = server.Channel();
        var client = new Echo.EchoClient(channel);
        using var call = client.Stream(new Bytes());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
        var read = call.ResponseStream.MoveNext(CancellationToken.None);

        channel.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => read.InTime())).StatusCode);
        await _cancelledAtTheServer.Raised;
        Assert.Throws<ObjectDisposedException>(() => { client.UnaryAsync(new Bytes()); });
    }

    [Fact]
    public async Task Status_BeforeTheEnd_IsRefused()
    {
        await using var server = await StartAsync();
        using var call = server.Client().Stream(new Bytes());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    private Task<EchoServer> StartAsync() => EchoServer.StartAsync(new EchoBehaviour
    {
        Unary = async (request, context) =>
        {
            _started.Raise();
            await Eventually.Cancelled(context.CancellationToken);
            _cancelledAtTheServer.Raise();
            return request;
        },
        Stream = async (request, stream, context) =>
        {
            await stream.WriteAsync(request);
            await Eventually.Cancelled(context.CancellationToken);
            _cancelledAtTheServer.Raise();
        },
    });
}
