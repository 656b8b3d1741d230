namespace Dms.Client.Scheduling;

/// <summary>
/// Divides long work into stretches: between two of them whoever waits for the same core may run. The scheduler by itself looks only
/// every few milliseconds, and a request would wait as long.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="letGo">Lets others run, and returns at once where nobody waits.</param>
internal sealed class Pace(TimeProvider time, Action letGo)
{
    /// <summary>How long a stretch is at least.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(0.2);

    private long _since = time.GetTimestamp();

    /// <summary>Ends the stretch if it has been long enough. Call it after every small piece of work.</summary>
    public void Step()
    {
        if (time.GetElapsedTime(_since) < Stretch)
            return;
        letGo();
        _since = time.GetTimestamp();
    }
}
