using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace Bench.Queries;

/// <summary>How much more resident memory something takes while it runs.</summary>
internal static class ResidentMemory
{
    private static readonly SafeFileHandle Statm = File.OpenHandle("/proc/self/statm");

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

    // The second figure of statm: resident pages. It is asked a thousand times a second, so that garbage of its own would count.
    private static long Now()
    {
        Span<byte> text = stackalloc byte[128];
        text = text[..RandomAccess.Read(Statm, text, fileOffset: 0)];
        text = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(text, out long pages, out _)
            ? pages * Environment.SystemPageSize
            : throw new InvalidOperationException("The system does not tell what is resident.");
    }
}
