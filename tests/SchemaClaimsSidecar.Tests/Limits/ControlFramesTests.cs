using System.Buffers;
using SchemaClaimsSidecar.Limits;
using static SchemaClaimsSidecar.Tests.Limits.RawConnection;

namespace SchemaClaimsSidecar.Tests.Limits;

public sealed class ControlFramesTests
{
    private const byte EndOfStream = 1;
    private const byte WindowUpdate = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Frames_InPiecesOfAnySize_AreCountedOnce(int size)
    {
        byte[] bytes =
        [
            .. Preface, .. Frame(Settings, 0, 0, new byte[6]), .. Frame(Headers, EndOfHeaders, 1, new byte[40]),
            .. Frame(Data, 0, 1, new byte[300]), .. Frame(Ping, 0, 0, new byte[8]), .. Frame(Data, 0, 1, []), .. Frame(Data, EndOfStream, 1, []),
            .. Frame(WindowUpdate, 0, 0, new byte[4]), .. Frame(0x77, 0, 0, new byte[3]),
        ];
        var frames = new ControlFrames();

        var counted = bytes.Chunk(size).Sum(piece => frames.CountIn(new ReadOnlySequence<byte>(piece)));

        // Settings, the ping, the data without any, and the frame that nobody knows.
        Assert.Equal(4, counted);
    }

    [Fact]
    public void AnotherProtocol_HasNone()
    {
        byte[] bytes = [.. "POST /management/upload-api-schema HTTP/1.1\r\n\r\n"u8, .. Frame(Ping, 0, 0, []), .. Frame(Ping, 0, 0, [])];

        Assert.Equal(0, new ControlFrames().CountIn(new ReadOnlySequence<byte>(bytes)));
    }
}
