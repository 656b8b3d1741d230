namespace Load.Driving;

/// <summary>Users who send their next call as soon as the last one is answered.</summary>
internal static class ClosedLoop
{
    /// <summary>Drives until so many seconds are over; calls under way are still waited for.</summary>
    public static Task RunAsync(
        Drive drive, IReadOnlyList<VirtualUser> users, CallSource calls, double seconds, CancellationToken cancellationToken)
    {
        var end = drive.Seconds + seconds;
        return Task.WhenAll(users.Select(RunUserAsync));

        async Task RunUserAsync(VirtualUser user, int index)
        {
            await Task.Yield();
            for (var number = 0; drive.Seconds < end; number++)
                await drive.SendAsync(user, calls(index, number), drive.Seconds, cancellationToken);
        }
    }
}
