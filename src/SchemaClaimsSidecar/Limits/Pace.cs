namespace SchemaClaimsSidecar.Limits;

/// <summary>So many events in a second, after some at once.</summary>
/// <param name="perSecond">How many in a second.</param>
/// <param name="burst">How many at once.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(int perSecond, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _distance = time.TimestampFrequency / perSecond;
    private long _end = time.GetTimestamp();

    /// <summary>Counts an event, and says how long it must wait to keep the pace.</summary>
    public TimeSpan Take()
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            _end = Math.Max(_end, now) + _distance;
            var early = _end - now - (burst * _distance);
            return early > 0 ? time.GetElapsedTime(now, now + early) : TimeSpan.Zero;
        }
    }
}
