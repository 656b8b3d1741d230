namespace Load.Driving;

/// <summary>Users who send their next call as soon as the last one is answered.</summary>
internal static class ClosedLoop
{
    /// <summary>Drives until so many seconds are over; calls under way are still waited for.</summary>
    public static Task RunAsync(
        Drive drive, IReadOnlyList<VirtualUser> users, IReadOnlyList<Call> mix, double seconds, CancellationToken cancellationToken)
    {
        var end = drive.Seconds + seconds;
        return Task.WhenAll(users.Select(RunUserAsync));

        async Task RunUserAsync(VirtualUser user, int number)
        {
            await Task.Yield();
            for (var next = number; drive.Seconds < end; next++)
                await drive.SendAsync(user, mix[next % mix.Count], drive.Seconds, cancellationToken);
        }
    }
}
