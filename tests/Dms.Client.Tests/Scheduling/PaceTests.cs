using Dms.Client.Scheduling;
using Testing;

namespace Dms.Client.Tests.Scheduling;

public sealed class PaceTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly ManualTimeProvider _time = new();
    private readonly Pace _pace;
    private int _letGo;

    public PaceTests() => _pace = new Pace(_time, () => _letGo++);

    [Fact]
    public void Step_BeforeAStretchIsOver_GoesOn()
    {
        _time.Advance(Pace.Stretch - Moment);
        _pace.Step();
        _pace.Step();

        Assert.Equal(0, _letGo);
    }

    [Fact]
    public void Step_AfterAStretch_LetsGoOnceAndBeginsTheNext()
    {
        _time.Advance(Pace.Stretch);
        _pace.Step();
        _pace.Step();
        Assert.Equal(1, _letGo);
        _time.Advance(Pace.Stretch - Moment);
        _pace.Step();
        Assert.Equal(1, _letGo);
        _time.Advance(Moment);
        _pace.Step();

        Assert.Equal(2, _letGo);
    }

    [Fact]
    public void Step_WhileOthersRanInBetween_CountsNoneOfTheirTime()
    {
        var pace = new Pace(_time, () =>
        {
            _letGo++;
            _time.Advance(10 * Pace.Stretch);
        });
        _time.Advance(Pace.Stretch);
        pace.Step();
        pace.Step();

        Assert.Equal(1, _letGo);
    }
}
