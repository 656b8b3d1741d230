using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire.Framing;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Framing;

public sealed class MessageReaderTests
{
    [Theory]
    [InlineData("00", StatusCode.Internal)]
    [InlineData("00 00 00 00", StatusCode.Internal)]
    [InlineData("00 00 00 00 02 41", StatusCode.Internal)]
    [InlineData("02 00 00 00 00", StatusCode.Internal)]
    [InlineData("FF 00 00 00 00", StatusCode.Internal)]
    [InlineData("00 00 00 00 65 41", StatusCode.ResourceExhausted)]
    [InlineData("00 FF FF FF FF 41", StatusCode.ResourceExhausted)]
    [InlineData("00 80 00 00 00 41", StatusCode.ResourceExhausted)]
    [InlineData("01 00 00 00 03 41 42 43", StatusCode.Internal)]
    [InlineData("01 00 00 00 14 1F 8B 08 00 00 00 00 00 00 03 FF FF FF FF FF FF FF FF FF FF", StatusCode.Internal)]
    public async Task Read_MalformedBody_FailsWithItsStatus(string body, object expected)
    {
        var reader = Reader(Hex(body), maxSize: 100);

        var error = await Assert.ThrowsAsync<RpcException>(() => reader.ReadAsync(Raw.Deserialize, CancellationToken.None).AsTask());

        Assert.Equal(expected, error.StatusCode);
    }

    [Fact]
    public async Task Read_CompressedThoughNothingWasAnnounced_FailsAsInternal()
    {
        var reader = Reader(Frame(Zip(new byte[10])), gzip: false);

        var error = await Assert.ThrowsAsync<RpcException>(() => reader.ReadAsync(Raw.Deserialize, CancellationToken.None).AsTask());

        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(50_000_000, false)]
    public async Task Read_CompressedMessage_IsHeldToTheLimitAfterDecompression(int size, bool accepted)
    {
        var frame = Frame(Zip(new byte[size]));
        var reader = Reader(frame, maxSize: size > 1001 ? frame.Length : 1000);

        if (accepted)
        {
            Assert.Equal(size, (await reader.ReadAsync(Raw.Deserialize, CancellationToken.None))!.Length);
            return;
        }

        var error = await Assert.ThrowsAsync<RpcException>(() => reader.ReadAsync(Raw.Deserialize, CancellationToken.None).AsTask());
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Theory]
    [InlineData("01 00 00 00 00")]
    [InlineData("00 00 00 00 00")]
    public async Task Read_EmptyMessage_IsAMessage(string body) =>
        Assert.Empty((await Reader(Hex(body)).ReadAsync(Raw.Deserialize, CancellationToken.None))!);

    [Theory]
    [InlineData("")]
    [InlineData("00 00 00 00 01 41 00")]
    [InlineData("00 00 00 00 01 41 00 00 00 00 01 41")]
    public async Task ReadOnlyMessage_NoneOrMoreThanOne_FailsAsInternal(string body)
    {
        var reader = Reader(Hex(body));

        var error = await Assert.ThrowsAsync<RpcException>(
            () => reader.ReadOnlyMessageAsync(Raw.Deserialize, CancellationToken.None).AsTask());

        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Fact]
    public async Task Read_MarshallerThatFails_FailsAsInternalWithTheCause()
    {
        var reader = Reader(Hex("00 00 00 00 00"));
        var cause = new FormatException();

        var error = await Assert.ThrowsAsync<RpcException>(
            () => reader.ReadAsync<byte[]>(_ => throw cause, CancellationToken.None).AsTask());

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Same(cause, error.Status.DebugException);
    }

    private static MessageReader Reader(byte[] body, int? maxSize = null, bool gzip = true) =>
        new(PipeReader.Create(new ReadOnlySequence<byte>(body)), maxSize, gzip);

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    private static byte[] Zip(byte[] bytes)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    private static byte[] Frame(byte[] zipped)
    {
        var frame = new ArrayBufferWriter<byte>();
        FrameHeader.Write(frame, compressed: true, zipped.Length);
        frame.Write(zipped);
        return frame.WrittenSpan.ToArray();
    }
}
