using Grpc.Core;

namespace Grpc.Wire.Tests.Core;

public sealed class MetadataTests
{
    [Fact]
    public void Get_RepeatedKeyInAnyCase_IsTheLastEntry()
    {
        var metadata = new Metadata { { "Key", "first" }, { "key", "second" } };

        Assert.Equal("second", metadata.GetValue("KEY"));
        Assert.Equal(["first", "second"], metadata.GetAll("kEy").Select(entry => entry.Value));
        Assert.Null(metadata.Get("other"));
    }

    [Fact]
    public void Entry_KindOfValue_FollowsTheKey()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key", new byte[1]));
        Assert.Throws<InvalidOperationException>(() => new Metadata.Entry("key-bin", new byte[1]).Value);
        Assert.Equal("v"u8.ToArray(), new Metadata.Entry("key", "v").ValueBytes);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("new\nline")]
    [InlineData("ümlaut")]
    [InlineData("a:b")]
    public void Entry_KeyThatIsNoHeaderName_IsRefused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Entry_BytesChangedAfterwards_KeepsItsOwn()
    {
        var bytes = new byte[] { 1 };
        var entry = new Metadata.Entry("key-bin", bytes);

        bytes[0] = 2;
        entry.ValueBytes[0] = 3;

        Assert.Equal([1], entry.ValueBytes);
    }

    [Fact]
    public void Empty_Changed_IsRefused() => Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("key", "value"));
}
