namespace Dms.Client.Tests.Support;

/// <summary>Waits for what must come true, with a limit that only a failure reaches.</summary>
internal static class Eventually
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, string what = "the condition")
    {
        var deadline = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 > deadline)
                throw new TimeoutException($"{what} did not come true.");
            await Task.Delay(2);
        }
    }
}
