using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Testing;

/// <summary>Waits for a condition that other threads bring about.</summary>
public static class Eventually
{
    private const int ImpatientTurns = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <param name="condition">What is to come about.</param>
    /// <param name="what">The same for a person.</param>
    /// <param name="within">How long it may take; null for 30 s.</param>
    /// <exception cref="TimeoutException">The condition did not come about.</exception>
    public static async Task IsTrueAsync(
        Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "", TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        var watch = Stopwatch.StartNew();
        for (var turn = 0; !condition(); turn++)
        {
            if (watch.Elapsed > patience)
                throw new TimeoutException($"Not within {patience}: {what}");
            if (turn < ImpatientTurns)
                await Task.Yield();
            else
                await Task.Delay(Pause);
        }
    }
}
