using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;
using Interop.Tests.Support;

namespace Interop.Tests;

/// <summary>The interoperability cases, run with our client.</summary>
internal sealed class Cases(GrpcChannel channel)
{
    private static readonly int[] OddSizes = [0, 1, 4, 5, 6, 255, 16379, 16384, 16385, 65530, 65535, 65536, 100001, 1048575, 3000000];
    private static readonly Metadata Compressed = new() { { "grpc-internal-encoding-request", "gzip" } };

    private readonly Grpc.Testing.TestService.TestServiceClient _client = new(channel);

    private static DateTime Soon => DateTime.UtcNow.AddSeconds(30);

    public async Task EmptyUnary() => Assert.Equal(new Empty(), await _client.EmptyCallAsync(new Empty(), deadline: Soon));

    public async Task LargeUnary()
    {
        var response = await _client.UnaryCallAsync(
            new SimpleRequest { ResponseSize = 314159, Payload = Pattern.Payload(271828) }, deadline: Soon);

        Assert.Equal(Pattern.Body(314159), response.Payload.Body);
    }

    public Task ServerStreaming() => AssertStreamAsync([31415, 9, 2653, 58979]);

    public async Task OddSizesBothWays()
    {
        await AssertStreamAsync(OddSizes);
        foreach (var size in OddSizes)
        {
            var request = new SimpleRequest { ResponseSize = size, Payload = Pattern.Payload(size) };
            var response = await _client.UnaryCallAsync(request, deadline: Soon);
            Assert.Equal(Pattern.Body(size), response.Payload.Body);
        }
    }

    public Task EmptyStream() => AssertStreamAsync([]);

    public async Task CancelAfterBegin()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.StreamingOutputCall(
            Stream([1], intervalUs: 60_000_000), deadline: Soon, cancellationToken: cancellation.Token);
        var read = call.ResponseStream.MoveNext(CancellationToken.None);
        await cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => read)).StatusCode);
    }

    public async Task CancelAfterFirstResponse()
    {
        var request = new StreamingOutputCallRequest
        {
            ResponseParameters = { new ResponseParameters { Size = 31415 }, new ResponseParameters { Size = 1, IntervalUs = 60_000_000 } },
        };
        using var cancellation = new CancellationTokenSource();
        using var call = _client.StreamingOutputCall(request, deadline: Soon, cancellationToken: cancellation.Token);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(Pattern.Body(31415), call.ResponseStream.Current.Payload.Body);
        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    public async Task TimeoutOnSleepingServer()
    {
        using var call = _client.StreamingOutputCall(Stream([31415], 60_000_000), deadline: DateTime.UtcNow.AddMilliseconds(50));

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    public async Task CustomMetadata()
    {
        byte[] bytes = [0xAB, 0xAB, 0xAB, 0, 0xFF];
        var sent = new Metadata
        {
            { "x-grpc-test-echo-initial", "test_initial_metadata_value" },
            { "x-grpc-test-echo-trailing-bin", bytes },
        };
        using var unary = _client.UnaryCallAsync(new SimpleRequest { ResponseSize = 1 }, sent, Soon);
        await unary;
        using var stream = _client.StreamingOutputCall(Stream([1]), sent, Soon);
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
        }

        Assert.Equal("test_initial_metadata_value", (await unary.ResponseHeadersAsync).GetValue("x-grpc-test-echo-initial"));
        Assert.Equal("test_initial_metadata_value", (await stream.ResponseHeadersAsync).GetValue("x-grpc-test-echo-initial"));
        Assert.Equal(bytes, unary.GetTrailers().GetValueBytes("x-grpc-test-echo-trailing-bin"));
        Assert.Equal(bytes, stream.GetTrailers().GetValueBytes("x-grpc-test-echo-trailing-bin"));
    }

    public async Task StatusCodeAndMessage()
    {
        var status = new EchoStatus { Code = 2, Message = "test status message" };
        var unary = await FailureAsync(new SimpleRequest { ResponseStatus = status });
        var request = Stream([5]);
        request.ResponseStatus = status;
        using var call = _client.StreamingOutputCall(request, deadline: Soon);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var stream = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(new Status(StatusCode.Unknown, "test status message"), unary.Status);
        Assert.Equal(new Status(StatusCode.Unknown, "test status message"), stream.Status);
    }

    public async Task SpecialStatusMessage()
    {
        const string Message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

        var error = await FailureAsync(new SimpleRequest { ResponseStatus = new EchoStatus { Code = 2, Message = Message } });

        Assert.Equal(Message, error.Status.Detail);
    }

    public async Task UnimplementedMethod()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _client.UnimplementedCallAsync(new Empty(), deadline: Soon).ResponseAsync);
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    public async Task UnimplementedService()
    {
        var client = new UnimplementedService.UnimplementedServiceClient(channel);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.UnimplementedCallAsync(new Empty(), deadline: Soon).ResponseAsync);
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    public async Task ClientCompressedUnary()
    {
        var request = new SimpleRequest { ResponseSize = 314159, Payload = Pattern.Payload(271828) };

        Assert.Equal(Pattern.Body(314159), (await _client.UnaryCallAsync(request, Compressed, Soon)).Payload.Body);
    }

    public async Task ServerCompressedUnary()
    {
        var request = new SimpleRequest { ResponseSize = 314159, ResponseCompressed = new BoolValue { Value = true } };
        using var call = _client.UnaryCallAsync(request, deadline: Soon);

        Assert.Equal(Pattern.Body(314159), (await call).Payload.Body);
    }

    public async Task ServerCompressedStreaming()
    {
        var request = Stream([31415, 0, 92653]);
        request.ResponseParameters[0].Compressed = new BoolValue { Value = true };
        request.ResponseParameters[1].Compressed = new BoolValue { Value = true };

        Assert.Equal([Pattern.Body(31415), Pattern.Body(0), Pattern.Body(92653)], await ReadAsync(request));
    }

    public async Task MessageLimit()
    {
        var plain = await FailureAsync(new SimpleRequest { ResponseSize = 5_000_000 });
        var inflated = await FailureAsync(
            new SimpleRequest { ResponseSize = 5_000_000, ResponseCompressed = new BoolValue { Value = true } });
        var request = await FailureAsync(new SimpleRequest { Payload = Pattern.Payload(5_000_000) });

        Assert.All([plain, inflated, request], error => Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode));
    }

    private static StreamingOutputCallRequest Stream(int[] sizes, int intervalUs = 0) => new()
    {
        ResponseParameters = { sizes.Select(size => new ResponseParameters { Size = size, IntervalUs = intervalUs }) },
    };

    private async Task<RpcException> FailureAsync(SimpleRequest request) =>
        await Assert.ThrowsAsync<RpcException>(() => _client.UnaryCallAsync(request, deadline: Soon).ResponseAsync);

    private async Task AssertStreamAsync(int[] sizes) => Assert.Equal(sizes.Select(Pattern.Body), await ReadAsync(Stream(sizes)));

    private async Task<List<Google.Protobuf.ByteString>> ReadAsync(StreamingOutputCallRequest request)
    {
        using var call = _client.StreamingOutputCall(request, deadline: Soon);
        var bodies = new List<Google.Protobuf.ByteString>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            bodies.Add(response.Payload.Body);
        return bodies;
    }
}
