using Load.Reporting;

namespace Load.Tests.Reporting;

public sealed class RankTestTests
{
    // Of six figures three are dealt to each side in 20 ways.
    [Theory]
    [InlineData(new double[] { 4, 5, 6 }, new double[] { 1, 2, 3 }, 1.0 / 20)]
    [InlineData(new double[] { 3, 5, 6 }, new double[] { 1, 2, 4 }, 2.0 / 20)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 4, 5, 6 }, 1)]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 1, 1 }, 1)]
    [InlineData(new double[] { 100, 5, 6 }, new double[] { 1, 2, 3 }, 1.0 / 20)]
    public void Chance_OfOneGroup_IsCounted(double[] figures, double[] others, double expected) =>
        Assert.Equal(expected, RankTest.Chance([(figures, others)]), 1e-12);

    // Four zeros and two ones: both ones on the same side in 4 ways of 20.
    [Fact]
    public void Chance_WithEqualFigures_SharesTheirRanks() =>
        Assert.Equal(4.0 / 20, RankTest.Chance([([1, 1, 0], [0, 0, 0])]), 1e-12);

    [Fact]
    public void Chance_OfTwoGroups_RanksWithinEach()
    {
        Assert.Equal(1.0 / 400, RankTest.Chance([([4, 5, 6], [1, 2, 3]), ([40, 50, 60], [10, 20, 30])]), 1e-12);
        // What is usual in one group says nothing about the other.
        Assert.Equal(1, RankTest.Chance([([1, 1, 1], [1, 1, 1]), ([90, 90, 90], [90, 90, 90])]), 1e-12);
    }
}
