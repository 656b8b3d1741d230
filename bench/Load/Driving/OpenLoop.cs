namespace Load.Driving;

/// <summary>
/// Calls that arrive by a schedule, whether or not earlier ones were answered; each is counted from when it was meant to be sent.
/// </summary>
internal sealed class OpenLoop(Drive drive, TimeProvider time)
{
    // In milliseconds: what arithmetic makes of nothing.
    private const double Microsecond = 1e-3;

    /// <summary>The most calls outstanding; arrivals beyond are not sent, and counted as such.</summary>
    public int OutstandingLimit { get; init; } = 4096;

    /// <summary>Sends at these moments, in order, and waits for all answers.</summary>
    public async Task RunAsync(
        IReadOnlyList<VirtualUser> users, CallSource calls, IEnumerable<double> arrivals, CancellationToken cancellationToken)
    {
        var start = drive.Seconds;
        var outstanding = new HashSet<Task>();
        var number = 0;
        foreach (var arrival in arrivals)
        {
            var intended = start + arrival;
            if (intended - drive.Seconds is > 0 and var early)
                await Task.Delay(Wait(early), time, cancellationToken);
            outstanding.RemoveWhere(task => task.IsCompletedSuccessfully);
            var user = number % users.Count;
            if (outstanding.Count >= OutstandingLimit)
                drive.CountNotSent();
            else
                outstanding.Add(drive.SendAsync(users[user], calls(user, number), intended, cancellationToken));
            number++;
        }

        await Task.WhenAll(outstanding);
    }

    // Timers count whole milliseconds and leave the rest out: up, or a call would be sent before its time.
    private static TimeSpan Wait(double seconds) => TimeSpan.FromMilliseconds(Math.Ceiling((seconds * 1e3) - Microsecond));
}
