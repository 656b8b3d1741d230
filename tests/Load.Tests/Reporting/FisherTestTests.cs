using Load.Reporting;

namespace Load.Tests.Reporting;

public sealed class FisherTestTests
{
    // By hand: of eight, four marked; all, or three, of the four in the first half. 1/70, and 16/70 more.
    [Theory]
    [InlineData(4, 0, 1.0 / 70)]
    [InlineData(3, 1, 17.0 / 70)]
    [InlineData(0, 4, 1)]
    public void Chance_OfEightDealtToTwo_IsCounted(int first, int second, double expected) =>
        Assert.Equal(expected, FisherTest.Chance(new Share(first, 4), new Share(second, 4)), 1e-12);

    [Theory]
    [InlineData(23, 1790, 6, 1790)]
    [InlineData(100, 9000, 50, 9000)]
    [InlineData(5, 100, 0, 200)]
    public void Share_ThatChanceDoesNotExplain_IsAbove(long count, long all, long steady, long steadyAll) =>
        Assert.True(FisherTest.IsAbove(new Share(count, all), new Share(steady, steadyAll)));

    [Theory]
    [InlineData(6, 1790, 6, 1790)]
    [InlineData(12, 1790, 6, 1790)]
    [InlineData(0, 1790, 6, 1790)]
    [InlineData(0, 1790, 0, 1790)]
    [InlineData(4, 100, 0, 200)]
    public void Share_ThatChanceExplains_IsNotAbove(long count, long all, long steady, long steadyAll) =>
        Assert.False(FisherTest.IsAbove(new Share(count, all), new Share(steady, steadyAll)));

    // The same shares of ten times as many requests are no chance any more.
    [Fact]
    public void Share_OfMoreRequests_IsToldFromChance()
    {
        Assert.False(FisherTest.IsAbove(new Share(10, 1000), new Share(6, 1000)));
        Assert.True(FisherTest.IsAbove(new Share(100, 10_000), new Share(60, 10_000)));
    }
}
