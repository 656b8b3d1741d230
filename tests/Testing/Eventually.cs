using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Testing;

/// <summary>Waits for a condition that other threads bring about.</summary>
public static class Eventually
{
    private const int ImpatientTurns = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <exception cref="TimeoutException">The condition did not come about.</exception>
    public static async Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        for (var turn = 0; !condition(); turn++)
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not within {Patience}: {what}");
            if (turn < ImpatientTurns)
                await Task.Yield();
            else
                await Task.Delay(Pause);
        }
    }
}
