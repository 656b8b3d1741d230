using System.Globalization;

namespace Bench.Queries;

/// <summary>How much more resident memory something takes while it runs.</summary>
internal static class ResidentMemory
{
    public static async Task<long> PeakOfAsync(Func<Task> work)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = Now();
        var peak = before;
        var working = Task.Run(work);
        while (!working.IsCompleted)
        {
            peak = Math.Max(peak, Now());
            Thread.Sleep(1);
        }

        await working;
        return peak - before;
    }

    // The second figure of statm: resident pages.
    private static long Now() => long.Parse(
        File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
