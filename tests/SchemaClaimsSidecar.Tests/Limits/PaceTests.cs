using SchemaClaimsSidecar.Limits;
using Testing;

namespace SchemaClaimsSidecar.Tests.Limits;

public sealed class PaceTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Pace_AfterItsBurst_LetsEventsWaitLongerAndLonger()
    {
        var pace = new Pace(perSecond: 10, burst: 2, _time);

        Assert.Equal([0, 0, 100, 200], Enumerable.Range(0, 4).Select(_ => pace.Take().TotalMilliseconds));
    }

    [Fact]
    public void Pace_AfterAPause_HasItsBurstAgainAndNoMore()
    {
        var pace = new Pace(perSecond: 10, burst: 2, _time);
        for (var count = 0; count < 4; count++)
            pace.Take();

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal([0, 0, 100], Enumerable.Range(0, 3).Select(_ => pace.Take().TotalMilliseconds));
    }
}
