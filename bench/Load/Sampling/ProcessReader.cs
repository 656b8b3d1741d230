using System.ComponentModel;
using System.Diagnostics;

namespace Load.Sampling;

/// <summary>The meter System.Runtime, and the processor time and memory that the machine counts.</summary>
internal static class ProcessReader
{
    /// <summary>Under which name the stream puts what it adds up itself.</summary>
    public const string LockWait = "event:lock-wait";

    /// <returns>Null once the process is gone.</returns>
    public static ProcessSample? Read(int processId, MetricTable table)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return new ProcessSample
            {
                CpuSeconds = process.TotalProcessorTime.TotalSeconds,
                WorkingSetBytes = process.WorkingSet64,
                AllocatedBytes = table.Count("dotnet.gc.heap.total_allocated"),
                GcPauseSeconds = table.Value("dotnet.gc.pause.time"),
                Gen0Collections = Collections("gen0"),
                Gen1Collections = Collections("gen1"),
                Gen2Collections = Collections("gen2"),
                HeapBytes = table.Count("dotnet.gc.last_collection.heap.size"),
                ThreadPoolThreads = table.Value("dotnet.thread_pool.thread.count"),
                ThreadPoolQueueLength = table.Value("dotnet.thread_pool.queue.length"),
                ThreadPoolCompletedItems = table.Count("dotnet.thread_pool.work_item.count"),
                LockContentions = table.Count("dotnet.monitor.lock_contentions"),
                LockWaitSeconds = table.Value(LockWait),
                Exceptions = table.Count("dotnet.exceptions"),
            };
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }

        long? Collections(string generation) =>
            table.Count("dotnet.gc.collections", tags => tags.Contains("generation=" + generation, StringComparison.Ordinal));
    }
}
