using System.Buffers.Binary;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using Testing;

namespace SchemaClaims.Contracts.Tests.Following;

public sealed class DistributionConnectionTests
{
    private const int PrefixLength = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    // On a slow link a message takes longer than anybody would wait for a word.
    [Fact]
    public async Task Message_OfWhichAPartHasCome_IsHeardBeforeItIsWhole()
    {
        using var folder = new TemporaryFolder();
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var sidecar = await StartAsync(folder["dms.sock"], heard.Task);
        using var connection = new DistributionConnection($"unix://{folder["dms.sock"]}", Patience, Patience);

        var messages = new List<SubscribeResponse>();
        await foreach (var message in connection.SubscribeAsync(new SubscribeRequest(), () => heard.TrySetResult(), CancellationToken.None))
            messages.Add(message);

        Assert.NotNull(Assert.Single(messages).Heartbeat);
    }

    // The damaged header stays in the table of the connection, and each later answer refers to it there.
    [Fact]
    public async Task Header_DamagedOnItsWay_IsNotMetAgain()
    {
        using var folder = new TemporaryFolder();
        await using var sidecar = await StartAsync(folder["dms.sock"], Task.CompletedTask);
        var connections = new DamagingConnections(folder["dms.sock"], "application/grpc", "application/frpc");
        using var connection = new DistributionConnection("http://sidecar", Patience, Patience, configure: connections.Use);

        var failed = await Assert.ThrowsAsync<RpcException>(() => SubscribeAsync(connection).WaitAsync(Patience));
        await foreach (var message in connection.SubscribeAsync(new SubscribeRequest(), () => { }, CancellationToken.None))
            Assert.NotNull(message.Heartbeat);

        Assert.Contains("application/frpc", failed.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, connections.Made);
    }

    [Fact]
    public async Task Stream_ThatTheSidecarEnds_LeavesTheConnectionToTheNextOne()
    {
        using var folder = new TemporaryFolder();
        await using var sidecar = await StartAsync(folder["dms.sock"], Task.CompletedTask);
        var connections = new DamagingConnections(folder["dms.sock"], "nothing", "of this");
        using var connection = new DistributionConnection("http://sidecar", Patience, Patience, configure: connections.Use);

        for (var stream = 0; stream < 3; stream++)
        {
            await foreach (var message in connection.SubscribeAsync(new SubscribeRequest(), () => { }, CancellationToken.None))
                Assert.NotNull(message.Heartbeat);
        }

        Assert.Equal(1, connections.Made);
    }

    // As where a network swallows what is sent: whoever subscribes again must not wait for the first attempt.
    [Fact]
    public async Task Connecting_ThatComesToNothing_IsGivenUp()
    {
        using var connection = new DistributionConnection("http://sidecar", Soon, Patience, configure: handler =>
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return Stream.Null;
            });

        var failed = await Assert.ThrowsAsync<RpcException>(() => SubscribeAsync(connection).WaitAsync(Patience));

        Assert.Equal(StatusCode.Unavailable, failed.StatusCode);
    }

    [Fact]
    public async Task Report_ThatIsNeverAnswered_IsGivenUp()
    {
        using var folder = new TemporaryFolder();
        await using var sidecar = await StartAsync(folder["dms.sock"], Task.CompletedTask);
        using var connection = new DistributionConnection($"unix://{folder["dms.sock"]}", Patience, Soon);

        var failed = await Assert.ThrowsAsync<RpcException>(
            () => connection.ReportAsync(new ReportRequest(), CancellationToken.None).WaitAsync(Patience));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    private static async Task SubscribeAsync(DistributionConnection connection)
    {
        await foreach (var message in connection.SubscribeAsync(new SubscribeRequest(), () => { }, CancellationToken.None))
            Assert.Fail($"There is no sidecar, but it said {message}.");
    }

    // Sends a heartbeat, but its last byte only when something else has happened.
    private static async Task<WebApplication> StartAsync(string socket, Task before)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket, listener => listener.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapPost("/schemaclaims.v1.Distribution/Subscribe", async context =>
        {
            var message = Framed(new SubscribeResponse { Heartbeat = new Heartbeat() });
            context.Response.ContentType = "application/grpc";
            await context.Response.BodyWriter.WriteAsync(message.AsMemory()[..^1]);
            await before.WaitAsync(Patience);
            await context.Response.BodyWriter.WriteAsync(message.AsMemory()[^1..]);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        app.MapPost(
            "/schemaclaims.v1.Distribution/Report", context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        await app.StartAsync();
        return app;
    }

    private static byte[] Framed(SubscribeResponse message)
    {
        var content = message.ToByteArray();
        var framed = new byte[PrefixLength + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), content.Length);
        content.CopyTo(framed, PrefixLength);
        return framed;
    }
}
