using Load.Scenarios;

namespace Load.Tests.Scenarios;

public sealed class PublishedTests
{
    [Theory]
    [InlineData(3, 2, true, 3)]
    [InlineData(3, 2, false, 2)]
    [InlineData(3, 3, false, 4)]
    [InlineData(4, 4, false, 4)]
    [InlineData(4, 4, null, null)]
    public void Served_ByWhetherItsNumberIsOdd_IsTheNewestOrItsNeighbour(int version, int before, bool? isOdd, int? served) =>
        Assert.Equal(served, new Published(version, 1).Served(isOdd, before));
}
