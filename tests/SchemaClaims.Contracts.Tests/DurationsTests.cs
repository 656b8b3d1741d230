using SchemaClaims.Contracts.Following;
using Google.Protobuf.WellKnownTypes;

namespace SchemaClaims.Contracts.Tests;

public class DurationsTests
{
    [Fact]
    public void ToAge_Absent_IsNothing() => Assert.Equal(TimeSpan.Zero, ((Duration?)null).ToAge());

    [Theory]
    [InlineData(90, 500_000_000, "00:01:30.5000000")]
    [InlineData(-1, 0, "00:00:00")]
    [InlineData(0, -1, "00:00:00")]
    [InlineData(long.MinValue, 0, "00:00:00")]
    [InlineData(long.MaxValue, 0, "10000.00:00:00")]
    [InlineData(0, int.MaxValue, "00:00:02.1474836")]
    public void ToAge_AnyDuration_IsAnAge(long seconds, int nanos, string expected) =>
        Assert.Equal(TimeSpan.Parse(expected), new Duration { Seconds = seconds, Nanos = nanos }.ToAge());
}
