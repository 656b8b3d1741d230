using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Deadline_OfASleepingServer_EndsBothEnds()
    {
        var reached = false;
        var released = new Signal();
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = async (request, context) =>
            {
                Volatile.Write(ref reached, true);
                await Eventually.Cancelled(context.CancellationToken);
                released.Raise();
                return request;
            },
        });
        var client = server.Client();

        // On a busy machine the deadline may pass before the service hears of the call.
        while (!Volatile.Read(ref reached))
        {
            var error = await Assert.ThrowsAsync<RpcException>(
                () => client.UnaryAsync(new Bytes(), deadline: DateTime.UtcNow + Short).ResponseAsync.InTime());
            Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        }

        await released.Raised;
    }

    [Fact]
    public async Task Deadline_OfAStreamThatNobodyReads_EndsItsBlockedWrite()
    {
        var released = new Signal();
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (_, stream, _) =>
            {
                try
                {
                    while (true)
                        await stream.WriteAsync(Many.Bytes(100_000));
                }
                finally
                {
                    released.Raise();
                }
            },
        });
        using var http = server.Http();

        using var response = await http.SendAsync(RawCall.Request(server, "Stream", timeout: "50m"), CancellationToken.None).InTime();

        await released.Raised;
    }

    [Fact]
    public async Task Deadline_WhoseCallbackInTheServiceThrows_EndsTheCallAndNothingElse()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = async (_, context) =>
            {
                context.CancellationToken.Register(() => throw new InvalidOperationException("a careless callback"));
                await Eventually.Cancelled(context.CancellationToken);
                throw new OperationCanceledException(context.CancellationToken);
            },
        });

        Assert.Equal(StatusCode.DeadlineExceeded, (await RawCall.SendAsync(server, "Unary", timeout: "50m")).Status);
    }

    [Fact]
    public async Task Deadline_KeptByTheServerAlone_IsSentAsStatus()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = async (_, context) =>
            {
                await Eventually.Cancelled(context.CancellationToken);
                throw new OperationCanceledException(context.CancellationToken);
            },
        });

        Assert.Equal(StatusCode.DeadlineExceeded, (await RawCall.SendAsync(server, "Unary", timeout: "50m")).Status);
    }

    [Fact]
    public async Task Deadline_ToldToTheServer_IsTheOneOfTheCaller()
    {
        var told = DateTime.MinValue;
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (request, context) =>
            {
                told = context.Deadline;
                return Task.FromResult(request);
            },
        });
        var deadline = DateTime.UtcNow.AddHours(1);

        await server.Client().UnaryAsync(new Bytes(), deadline: deadline).ResponseAsync.InTime();

        Assert.Equal(DateTimeKind.Utc, told.Kind);
        Assert.InRange(told, deadline.AddMinutes(-10), deadline.AddMinutes(10));
    }

    [Fact]
    public async Task Deadline_AlreadyPassed_FailsWithoutACall()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour { Unary = (_, _) => throw new InvalidOperationException() });

        var error = await Assert.ThrowsAsync<RpcException>(
            () => server.Client().UnaryAsync(new Bytes(), deadline: DateTime.UtcNow.AddSeconds(-1)).ResponseAsync.InTime());

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task Deadline_InLocalTime_IsRefused()
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Throws<InvalidOperationException>(
            () => { server.Client().UnaryAsync(new Bytes(), deadline: DateTime.Now.AddHours(1)); });
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1S")]
    [InlineData("soon")]
    public async Task Timeout_Malformed_IsInternal(string timeout)
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Equal(StatusCode.Internal, (await RawCall.SendAsync(server, "Unary", timeout: timeout)).Status);
    }
}
