using Google.Protobuf;
using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class CompressionTests
{
    private static readonly Metadata Compressed = new() { { "grpc-internal-encoding-request", "gzip" } };
    private static readonly Bytes Zeros = new() { Value = ByteString.CopyFrom(new byte[100_000]) };

    [Fact]
    public async Task Request_Compressed_IsSmallOnTheWireAndWholeAtTheService()
    {
        string? encoding = null;
        var size = 0;
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (request, context) =>
            {
                encoding = context.GetHttpContext().Request.Headers["grpc-encoding"];
                size = request.Value.Length;
                return Task.FromResult(new Bytes());
            },
        });

        await server.Client().UnaryAsync(Zeros, Compressed).ResponseAsync.InTime();

        Assert.Equal("gzip", encoding);
        Assert.Equal(100_000, size);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Response_OfACompressingServer_IsFlaggedUnlessAMessageOptsOut(bool optOut, byte flag)
    {
        await using var server = await EchoServer.StartAsync(
            new EchoBehaviour
            {
                Stream = async (_, stream, _) =>
                {
                    stream.WriteOptions = optOut ? new WriteOptions(WriteFlags.NoCompress) : null;
                    await stream.WriteAsync(Zeros);
                },
            },
            options => options.ResponseCompressionAlgorithm = "gzip");
        var request = RawCall.Request(server, "Stream");
        request.Headers.TryAddWithoutValidation("grpc-accept-encoding", "deflate, gzip");

        using var response = await server.Http().SendAsync(request, CancellationToken.None).InTime();
        var body = await response.Content.ReadAsByteArrayAsync().InTime();

        Assert.Equal(flag, body[0]);
        Assert.Equal(optOut, body.Length > 100_000);
    }

    [Fact]
    public async Task Response_ToACallerThatDoesNotAcceptGzip_IsPlain()
    {
        await using var server = await EchoServer.StartAsync(configure: options => options.ResponseCompressionAlgorithm = "gzip");

        var (response, status, body) = await RawCall.SendAsync(server, "Unary");

        Assert.Equal(StatusCode.OK, status);
        Assert.False(response.Headers.Contains("grpc-encoding"));
        Assert.Equal(0, body[0]);
    }

    [Fact]
    public async Task Response_CompressedByTheService_ArrivesWhole()
    {
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = async (request, context) =>
            {
                await context.WriteResponseHeadersAsync(Compressed);
                return request;
            },
        });

        Assert.Equal(Zeros, await server.Client().UnaryAsync(Zeros).ResponseAsync.InTime());
        Assert.Equal(new Bytes(), await server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());
    }

    [Fact]
    public async Task Request_InAnUnknownEncoding_IsUnimplementedAndToldWhatIsKnown()
    {
        await using var server = await EchoServer.StartAsync();

        var (response, status, _) = await RawCall.SendAsync(server, "Unary", encoding: "snappy");

        Assert.Equal(StatusCode.Unimplemented, status);
        Assert.Equal(["identity,gzip"], response.Headers.GetValues("grpc-accept-encoding"));
    }
}
