using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class MetadataTests
{
    private static readonly byte[] AnyBytes = [0, 1, 0xAB, 0xFF, 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Metadata_TextAndBinary_TravelsBothWays(bool streaming)
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = async (request, context) =>
            {
                await EchoMetadataAsync(context);
                return request;
            },
            Stream = async (request, stream, context) =>
            {
                await EchoMetadataAsync(context);
                await stream.WriteAsync(request);
            },
        });
        var headers = new Metadata { { "x-text", "one, two" }, { "x-trail-bin", AnyBytes }, { "x-trail-bin", [] } };

        var (received, trailers) = await CallAsync(server.Client(), headers, streaming);

        Assert.Equal("one, two", received.GetValue("x-text"));
        Assert.Equal([AnyBytes, []], trailers.GetAll("x-trail-bin").Select(entry => entry.ValueBytes));
        Assert.DoesNotContain(received.Concat(trailers), entry => entry.Key.StartsWith("grpc-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_SentBeforeTheFirstMessage_ArriveBeforeIt()
    {
        var release = new Signal();
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Stream = async (request, stream, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "x-early", "yes" } });
                await release.Raised;
                await stream.WriteAsync(request);
            },
        });

        using var call = server.Client().Stream(new Bytes { Number = 7 });
        var headers = await call.ResponseHeadersAsync.InTime();
        release.Raise();

        Assert.Equal("yes", headers.GetValue("x-early"));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());
    }

    [Fact]
    public async Task Headers_SentTwice_AreRefused()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = async (request, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
                return request;
            },
        });

        await server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime();
    }

    [Fact]
    public async Task Context_OfACall_KnowsTheCall()
    {
        ServerCallContext? seen = null;
        string? path = null;
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (request, context) =>
            {
                (seen, path) = (context, context.GetHttpContext().Request.Path);
                Assert.Equal("/grpc.wire.tests.Echo/Unary", context.Method);
                Assert.StartsWith("ipv4:127.0.0.1:", context.Peer, StringComparison.Ordinal);
                Assert.Equal(DateTime.MaxValue, context.Deadline);
                Assert.Contains("127.0.0.1", context.Host, StringComparison.Ordinal);
                Assert.NotNull(context.RequestHeaders.GetValue("user-agent"));
                return Task.FromResult(request);
            },
        });

        await server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime();

        Assert.NotNull(seen);
        Assert.Equal("/grpc.wire.tests.Echo/Unary", path);
    }

    [Fact]
    public async Task Headers_WithALineBreak_NeverReachTheWire()
    {
        await using var server = await EchoServer.StartAsync();

        var call = server.Client().UnaryAsync(new Bytes(), new Metadata { { "x-evil", "a\r\nx-more: b" } });

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.InTime());
    }

    private static async Task EchoMetadataAsync(ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)))
            (entry.IsBinary ? context.ResponseTrailers : headers).Add(entry);
        await context.WriteResponseHeadersAsync(headers);
    }

    private static async Task<(Metadata Headers, Metadata Trailers)> CallAsync(Echo.EchoClient client, Metadata headers, bool streaming)
    {
        if (!streaming)
        {
            using var unary = client.UnaryAsync(new Bytes(), headers);
            await unary.ResponseAsync.InTime();
            return (await unary.ResponseHeadersAsync, unary.GetTrailers());
        }

        using var stream = client.Stream(new Bytes(), headers);
        while (await stream.ResponseStream.MoveNext(CancellationToken.None).InTime())
        {
        }

        return (await stream.ResponseHeadersAsync, stream.GetTrailers());
    }
}
