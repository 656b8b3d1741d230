using Grpc.Wire.Framing;
using Testing;

namespace Grpc.Wire.Tests.Framing;

public sealed class DeadlineTimerTests
{
    [Fact]
    public void Timer_WhenItsTimeHasCome_CallsBackOnce()
    {
        var time = new ManualTimeProvider();
        var calls = 0;
        using var timer = new DeadlineTimer(time, TimeSpan.FromMilliseconds(5), () => calls++);

        time.Advance(TimeSpan.FromMilliseconds(4));
        Assert.Equal(0, calls);
        Assert.False(timer.IsPassed);

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, calls);
        Assert.True(timer.IsPassed);

        time.Advance(TimeSpan.FromDays(100));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Timer_ThatFiresEarly_WaitsForTheRest()
    {
        var time = new HastyTimeProvider();
        var calls = 0;
        using var timer = new DeadlineTimer(time, TimeSpan.FromMilliseconds(10), () => calls++);

        time.Inner.Advance(TimeSpan.FromMilliseconds(8));
        Assert.Equal(0, calls);

        time.Inner.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Timer_LongerThanATimerCanBe_StillFires()
    {
        var time = new ManualTimeProvider();
        var calls = 0;
        using var timer = new DeadlineTimer(time, TimeSpan.FromDays(200), () => calls++);

        time.Advance(TimeSpan.FromDays(199));
        Assert.Equal(0, calls);
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Timer_Disposed_NeverCallsBack()
    {
        var time = new ManualTimeProvider();
        var calls = 0;

        new DeadlineTimer(time, TimeSpan.FromMilliseconds(5), () => calls++).Dispose();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, calls);
    }

    /// <summary>A clock whose timers fire 3 ms early.</summary>
    private sealed class HastyTimeProvider : TimeProvider
    {
        public ManualTimeProvider Inner { get; } = new();

        public override long TimestampFrequency => Inner.TimestampFrequency;

        public override long GetTimestamp() => Inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HastyTimer(Inner.CreateTimer(callback, state, dueTime, period));

        private sealed class HastyTimer(ITimer inner) : ITimer
        {
            private static readonly TimeSpan Haste = TimeSpan.FromMilliseconds(3);

            public bool Change(TimeSpan dueTime, TimeSpan period) =>
                inner.Change(dueTime > Haste ? dueTime - Haste : dueTime, period);

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
