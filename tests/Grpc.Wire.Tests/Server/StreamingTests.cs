using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class StreamingTests
{
    [Fact]
    public async Task Stream_WithoutMessages_EndsWithOk()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour { Stream = (_, _, _) => Task.CompletedTask });

        using var call = server.Client().Stream(new Bytes());

        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Message_Written_ArrivesBeforeTheNextOneIs()
    {
        var next = new SemaphoreSlim(0);
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (_, stream, _) =>
            {
                for (var number = 1; number <= 5; number++)
                {
                    await stream.WriteAsync(new Bytes { Number = number });
                    await next.WaitAsync(Eventually.Limit);
                }
            },
        });

        using var call = server.Client().Stream(new Bytes());
        for (var number = 1; number <= 5; number++)
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
            Assert.Equal(number, call.ResponseStream.Current.Number);
            next.Release();
        }
    }

    [Fact]
    public async Task Messages_OfRandomSizes_ArriveUnchangedWithAndWithoutCompression()
    {
        var seed = Environment.TickCount;
        var sizes = Sizes(seed);
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (request, stream, context) =>
            {
                if (request.Number == 1)
                    await context.WriteResponseHeadersAsync(new Metadata { { "grpc-internal-encoding-request", "gzip" } });
                foreach (var size in sizes)
                    await stream.WriteAsync(Many.Bytes(size, size));
            },
        });

        foreach (var compressed in new[] { 0, 1 })
        {
            using var call = server.Client().Stream(new Bytes { Number = compressed });
            foreach (var size in sizes)
            {
                Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime(), $"seed {seed}");
                Assert.True(Many.Bytes(size, size).Equals(call.ResponseStream.Current), $"seed {seed}, size {size}");
            }

            Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
        }
    }

    [Fact]
    public async Task Write_WhileAnotherIsInProgress_IsRefused()
    {
        var refused = new Signal();
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (_, stream, context) =>
            {
                var blocked = stream.WriteAsync(Many.Bytes(2_000_000));
                await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync(new Bytes()));
                refused.Raise();
                await blocked;
            },
        });

        using var call = server.Client().Stream(new Bytes());

        await refused.Raised;
    }

    [Fact]
    public async Task Write_AfterTheCallEnded_IsRefused()
    {
        IServerStreamWriter<Bytes>? kept = null;
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = (_, stream, _) =>
            {
                kept = stream;
                return Task.CompletedTask;
            },
        });

        using var call = server.Client().Stream(new Bytes());
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.WriteAsync(new Bytes()));
    }

    [Fact]
    public async Task Read_WhileAnotherIsInProgress_IsRefused()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (_, _, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                await Eventually.Cancelled(context.CancellationToken);
            },
        });

        using var call = server.Client().Stream(new Bytes());
        await call.ResponseHeadersAsync.InTime();
        var first = call.ResponseStream.MoveNext(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        call.Dispose();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => first.InTime())).StatusCode);
    }

    private static int[] Sizes(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0 ? 0 : random.Next(1 << random.Next(1, 19)))];
    }
}
