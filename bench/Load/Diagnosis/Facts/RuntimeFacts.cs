using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What the runtime of the process sees.</summary>
internal sealed record RuntimeFacts
{
    /// <summary>Processors that it uses.</summary>
    public double? Cores { get; init; }

    public double QueueLength { get; init; }

    /// <summary>In which part of the samples work waited for a thread, 0 to 1.</summary>
    public double QueuedPart { get; init; }

    public double Threads { get; init; }

    /// <summary>Threads that wait for a lock, by Little's law; null where that is not measured.</summary>
    public double? LockWaiters { get; init; }

    /// <summary>Waits for a lock that begin in a second.</summary>
    public double? Contentions { get; init; }

    public double? AllocatedPerSecond { get; init; }

    /// <summary>Part of the time in which collections hold all threads, 0 to 1.</summary>
    public double? GcPausePart { get; init; }

    public static RuntimeFacts? Of(Window window) => window.Mean(sample => sample.Process?.ThreadPoolThreads) is not { } threads
        ? null
        : new RuntimeFacts
        {
            Cores = window.Rate(sample => sample.Process?.CpuSeconds),
            QueueLength = window.Mean(sample => sample.Process?.ThreadPoolQueueLength) ?? 0,
            QueuedPart = window.PartWith(sample => sample.Process?.ThreadPoolQueueLength, atLeast: 1) ?? 0,
            Threads = threads,
            LockWaiters = window.Rate(sample => sample.Process?.LockWaitSeconds),
            Contentions = window.Rate(sample => sample.Process?.LockContentions),
            AllocatedPerSecond = window.Rate(sample => sample.Process?.AllocatedBytes),
            GcPausePart = window.Rate(sample => sample.Process?.GcPauseSeconds),
        };
}
