using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Testing;

/// <summary>Waits for a condition that other threads bring about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">The condition did not come about.</exception>
    public static async Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Yield())
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not within {Patience}: {what}");
        }
    }
}
