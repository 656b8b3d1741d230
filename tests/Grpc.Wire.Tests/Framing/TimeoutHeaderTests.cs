using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Tests.Framing;

public sealed class TimeoutHeaderTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("5u", 50)]
    [InlineData("100n", 1)]
    [InlineData("1n", 1)]
    [InlineData("0S", 0)]
    [InlineData("99999999H", 3_599_999_964_000_000_000)]
    public void Decode_EachUnit_IsThatLong(string header, long ticks)
    {
        Assert.True(TimeoutHeader.TryDecode(header, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void Decode_MalformedHeader_IsRefused(string header) => Assert.False(TimeoutHeader.TryDecode(header, out _));

    [Fact]
    public void Encode_AnyTimeout_FitsAndIsNeverShorterNorAHundredthLonger() =>
        Prop.ForAll(AnyTicks, ticks =>
        {
            var timeout = new TimeSpan(ticks);
            var header = TimeoutHeader.Encode(timeout);
            return header.Length <= 9
                && TimeoutHeader.TryDecode(header, out var decoded)
                && decoded >= timeout
                && decoded - timeout <= TimeSpan.FromTicks(Math.Max(10, ticks / 100));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_TheLongestTimeout_IsCutToWhatFits() => Assert.Equal("99999999H", TimeoutHeader.Encode(TimeSpan.MaxValue));

    /// <summary>Of every order of magnitude up to 11,000 years.</summary>
    private static Arbitrary<long> AnyTicks =>
        Gen.Choose(0, int.MaxValue)
            .SelectMany(_ => Gen.Choose(0, 31), (value, shift) => ((long)value << 31) >> shift >> 1)
            .Where(ticks => ticks <= 3_599_999_964_000_000_000)
            .ToArbitrary();
}
