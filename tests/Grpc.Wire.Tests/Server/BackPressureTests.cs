using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

/// <summary>A peer that takes the headers and then never reads.</summary>
public sealed class BackPressureTests
{
    [Fact]
    public async Task Write_ToAReaderThatNeverReads_WaitsRatherThanFillMemory()
    {
        var written = 0;
        var blocked = new Signal();
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (_, stream, _) =>
            {
                while (true)
                {
                    var write = stream.WriteAsync(Many.Bytes(10_000));
                    if (await IsStuckAsync(write))
                        blocked.Raise();
                    await write;
                    written++;
                }
            },
        });

        using var response = await server.Http().SendAsync(RawCall.Request(server, "Stream"), CancellationToken.None).InTime();
        await blocked.Raised;

        Assert.InRange(written, 1, 50);
    }

    [Fact]
    public async Task Write_WhoseTokenIsCancelled_EndsTheCall() =>
        await AssertLetGoAsync(
            async (stream, _) =>
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
                while (true)
                    await stream.WriteAsync(Many.Bytes(100_000), patience.Token);
            });

    [Fact]
    public async Task Write_OfACallThatIsAborted_Ends() =>
        await AssertLetGoAsync(
            async (stream, context) =>
            {
                using var abort = new Timer(_ => context.GetHttpContext().Abort(), null, 50, Timeout.Infinite);
                while (true)
                    await stream.WriteAsync(Many.Bytes(100_000));
            });

    [Fact]
    public async Task Write_ToACallerThatCancels_Ends()
    {
        var released = new Signal();
        await using var server = await EchoServer.StartAsync(Blocking((stream, _) => WriteForeverAsync(stream), released));

        var response = await server.Http().SendAsync(RawCall.Request(server, "Stream"), CancellationToken.None).InTime();
        response.Dispose();

        await released.Raised;
    }

    private static async Task AssertLetGoAsync(Func<IServerStreamWriter<Bytes>, ServerCallContext, Task> write)
    {
        var released = new Signal();
        await using var server = await EchoServer.StartAsync(Blocking(write, released));

        using var response = await server.Http().SendAsync(RawCall.Request(server, "Stream"), CancellationToken.None).InTime();

        await released.Raised;
        Assert.Equal(StatusCode.OK, (await RawCall.SendAsync(server, "Unary")).Status);
    }

    private static EchoBehaviour Blocking(Func<IServerStreamWriter<Bytes>, ServerCallContext, Task> write, Signal released) => new()
    {
        Stream = async (_, stream, context) =>
        {
            try
            {
                await write(stream, context);
            }
            catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
            {
                released.Raise();
                throw;
            }
        },
    };

    private static async Task WriteForeverAsync(IServerStreamWriter<Bytes> stream)
    {
        while (true)
            await stream.WriteAsync(Many.Bytes(100_000));
    }

    private static async Task<bool> IsStuckAsync(Task write) =>
        await Task.WhenAny(write, Task.Delay(TimeSpan.FromMilliseconds(300))) != write;
}
