using System.Buffers;
using Grpc.Core;
using Grpc.Wire.Framing;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Framing;

public sealed class MessageWriterTests
{
    public static TheoryData<int> Serializers => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Write_Message_IsPrefixedWithFlagAndBigEndianLength(int serializer)
    {
        var output = new ArrayBufferWriter<byte>();

        new MessageWriter(output, maxSize: null).Write(new byte[0x010203], Raw.Serializers[serializer], compress: false);

        Assert.Equal([0, 0, 1, 2, 3], output.WrittenSpan[..5].ToArray());
        Assert.Equal(5 + 0x010203, output.WrittenCount);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Write_EmptyMessageInACompressedCall_IsNotCompressed(int serializer)
    {
        var output = new ArrayBufferWriter<byte>();

        new MessageWriter(output, maxSize: null).Write([], Raw.Serializers[serializer], compress: true);

        Assert.Equal([0, 0, 0, 0, 0], output.WrittenSpan.ToArray());
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Write_CompressedMessage_IsFlaggedAndSmaller(int serializer)
    {
        var output = new ArrayBufferWriter<byte>();

        new MessageWriter(output, maxSize: null).Write(new byte[10_000], Raw.Serializers[serializer], compress: true);

        Assert.Equal(1, output.WrittenSpan[0]);
        Assert.InRange(output.WrittenCount, 6, 1000);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Write_MessageOverTheLimit_FailsAndWritesNothing(int serializer)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(output, maxSize: 10);

        var error = Assert.Throws<RpcException>(() => writer.Write(new byte[11], Raw.Serializers[serializer], compress: true));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Write_MarshallerThatForgetsToComplete_Fails() =>
        Assert.Throws<InvalidOperationException>(
            () => new MessageWriter(new ArrayBufferWriter<byte>(), null).Write<byte[]>([], (_, _) => { }, compress: false));
}
