using System.Diagnostics;

namespace Bench.Measuring;

/// <summary>When something happened.</summary>
internal static class Timestamps
{
    /// <summary>The timestamp at which a task was seen to be complete.</summary>
    public static async Task<long> AfterAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return Stopwatch.GetTimestamp();
    }
}
