using Load.Scenarios;

namespace Load.Tests.Scenarios;

public sealed class PublishedTests
{
    [Theory]
    [InlineData(3, false, true, 3)]
    [InlineData(3, false, false, 2)]
    [InlineData(3, true, false, 4)]
    [InlineData(4, true, false, 4)]
    [InlineData(4, false, null, null)]
    public void Served_ByWhetherItsNumberIsOdd_IsTheNewestOrItsNeighbour(int version, bool isNextUnderWay, bool? isOdd, int? served) =>
        Assert.Equal(served, new Published(version, 1, isNextUnderWay).Served(isOdd));
}
