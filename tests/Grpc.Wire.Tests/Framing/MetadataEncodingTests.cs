using Grpc.Core;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Tests.Framing;

public sealed class MetadataEncodingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0AB0")]
    [InlineData("FF0102")]
    [InlineData("FF010203")]
    public void Binary_BytesOfAnyLength_SurviveWithAndWithoutPadding(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var encoded = MetadataEncoding.Encode(new Metadata.Entry("key-bin", bytes));

        Assert.DoesNotContain('=', encoded);
        Assert.Equal(bytes, Decode("key-bin", encoded).GetValueBytes("key-bin"));
        Assert.Equal(bytes, Decode("key-bin", Convert.ToBase64String(bytes)).GetValueBytes("key-bin"));
    }

    [Fact]
    public void Add_BinaryValuesJoinedByCommas_AreSeveralEntries()
    {
        var metadata = Decode("key-bin", "AA, /w==,AQI");

        Assert.Equal(["00", "FF", "0102"], metadata.GetAll("key-bin").Select(entry => Convert.ToHexString(entry.ValueBytes)));
    }

    [Fact]
    public void Add_TextWithCommas_IsOneEntry() => Assert.Equal("a, b", Assert.Single(Decode("key", "a, b")).Value);

    [Theory]
    [InlineData("key-bin", "***")]
    [InlineData("key-bin", "A")]
    [InlineData("bad key", "value")]
    public void Add_MalformedHeader_FailsAsInternal(string name, string value) =>
        Assert.Equal(StatusCode.Internal, Assert.Throws<RpcException>(() => Decode(name, value)).StatusCode);

    [Theory]
    [InlineData(":path")]
    [InlineData("grpc-status")]
    [InlineData("Grpc-Timeout")]
    [InlineData("content-type")]
    [InlineData("te")]
    public void Add_HeaderOfTheProtocol_IsLeftOut(string name) => Assert.Empty(Decode(name, "value"));

    private static Metadata Decode(string name, string value)
    {
        var metadata = new Metadata();
        MetadataEncoding.Add(metadata, name, value);
        return metadata;
    }
}
