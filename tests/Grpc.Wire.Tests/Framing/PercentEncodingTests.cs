using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Tests.Framing;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain, text ~!", "plain, text ~!")]
    [InlineData("100%", "100%25")]
    [InlineData("\t\r\n", "%09%0D%0A")]
    [InlineData("\u007f", "%7F")]
    [InlineData("☺ and 😈", "%E2%98%BA and %F0%9F%98%88")]
    public void Encode_Text_IsPrintableAscii(string text, string encoded)
    {
        Assert.Equal(encoded, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(encoded));
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%%41", "%A")]
    [InlineData("%e2%98%ba", "☺")]
    [InlineData("% 4", "% 4")]
    [InlineData("☺%25", "☺%")]
    public void Decode_MalformedEscapes_StayAsTheyAre(string encoded, string text) =>
        Assert.Equal(text, PercentEncoding.Decode(encoded));

    [Fact]
    public void Decode_EncodedText_IsTheText() =>
        Prop.ForAll<NonNull<string>>(text =>
            text.Get.Any(char.IsSurrogate) || PercentEncoding.Decode(PercentEncoding.Encode(text.Get)) == text.Get)
            .QuickCheckThrowOnFailure();
}
