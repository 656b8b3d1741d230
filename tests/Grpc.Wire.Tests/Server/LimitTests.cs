using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class LimitTests
{
    private static readonly Metadata Compressed = new() { { "grpc-internal-encoding-request", "gzip" } };

    [Fact]
    public async Task Request_OverTheDefaultLimitOfTheServer_IsResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(
            () => server.Client().UnaryAsync(Many.Bytes((4 * 1024 * 1024) + 1)).ResponseAsync.InTime());

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Request_SmallUntilInflated_IsResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync(configure: options => options.MaxReceiveMessageSize = 100_000);
        var zeros = new Bytes { Value = Google.Protobuf.ByteString.CopyFrom(new byte[1_000_000]) };

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(zeros, Compressed).ResponseAsync.InTime());

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task Response_OverTheLimitOfTheClient_IsResourceExhausted(string? compression)
    {
        await using var server = await EchoServer.StartAsync(configure: options => options.ResponseCompressionAlgorithm = compression);
        var client = server.Client(options => options.MaxReceiveMessageSize = 100_000);
        var zeros = new Bytes { Value = Google.Protobuf.ByteString.CopyFrom(new byte[1_000_000]) };

        var unary = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(zeros).ResponseAsync.InTime());
        using var call = client.Stream(zeros);
        var stream = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        Assert.Equal(StatusCode.ResourceExhausted, unary.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, stream.StatusCode);
    }

    [Fact]
    public async Task Messages_OverTheSendLimits_AreResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync(configure: options => options.MaxSendMessageSize = 1000);

        var response = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(Many.Bytes(2000)).ResponseAsync.InTime());
        var request = await Assert.ThrowsAsync<RpcException>(
            () => server.Client(options => options.MaxSendMessageSize = 1000).UnaryAsync(Many.Bytes(2000)).ResponseAsync.InTime());

        Assert.Equal(StatusCode.ResourceExhausted, response.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, request.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(4_000_000)]
    [InlineData(20_000_000)]
    public async Task Message_OfEachSizeWithinTheLimit_ComesBackUnchanged(int size)
    {
        await using var server = await EchoServer.StartAsync(configure: options => options.MaxReceiveMessageSize = null);
        var client = server.Client(options => options.MaxReceiveMessageSize = null);
        var message = Many.Bytes(size, seed: size);

        Assert.Equal(message, await client.UnaryAsync(message).ResponseAsync.InTime());
        Assert.Equal(message, await client.UnaryAsync(message, Compressed).ResponseAsync.InTime());
    }
}
