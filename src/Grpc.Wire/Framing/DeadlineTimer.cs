namespace Grpc.Wire.Framing;

/// <summary>Calls back once when a time has passed; asks the clock again first, since timers fire some milliseconds early.</summary>
internal sealed class DeadlineTimer : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _timeout;
    private readonly Action _onPassed;
    private readonly ITimer _timer;

    public DeadlineTimer(TimeProvider time, TimeSpan timeout, Action onPassed)
    {
        (_time, _start, _timeout, _onPassed) = (time, time.GetTimestamp(), timeout, onPassed);
        _timer = time.CreateTimer(
            static state => ((DeadlineTimer)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm(timeout);
    }

    public bool IsPassed => Remaining <= TimeSpan.Zero;

    private TimeSpan Remaining => _timeout - _time.GetElapsedTime(_start);

    public void Dispose() => _timer.Dispose();

    /// <summary>Completes when no callback runs any more.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Tick()
    {
        if (Remaining is { Ticks: > 0 } remaining)
            Arm(remaining);
        else
            _onPassed();
    }

    private void Arm(TimeSpan wait)
    {
        // Rounded up: a timer of 0.4 ms would fire at once, again and again.
        var milliseconds = Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestWait.TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }
}
