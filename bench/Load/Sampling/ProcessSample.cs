namespace Load.Sampling;

/// <summary>
/// What the runtime of a process says of itself. Counters grow from the start of the process, or of the measurement; only their
/// differences mean something.
/// </summary>
public sealed record ProcessSample
{
    /// <summary>Processor time, user and system, so far.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Bytes allocated on the managed heap, so far.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>Seconds in which collections held all threads, so far.</summary>
    public double? GcPauseSeconds { get; init; }

    /// <summary>Collections of generation 0, so far.</summary>
    public long? Gen0Collections { get; init; }

    /// <summary>Collections of generation 1, so far.</summary>
    public long? Gen1Collections { get; init; }

    /// <summary>Collections of generation 2, so far.</summary>
    public long? Gen2Collections { get; init; }

    /// <summary>Size of the managed heap after the last collection.</summary>
    public long? HeapBytes { get; init; }

    /// <summary>Resident memory.</summary>
    public long? WorkingSetBytes { get; init; }

    /// <summary>Threads of the pool.</summary>
    public double? ThreadPoolThreads { get; init; }

    /// <summary>Work items that wait for a thread.</summary>
    public double? ThreadPoolQueueLength { get; init; }

    /// <summary>Work items done, so far.</summary>
    public long? ThreadPoolCompletedItems { get; init; }

    /// <summary>Times that a thread had to wait for a monitor, so far.</summary>
    public long? LockContentions { get; init; }

    /// <summary>Seconds that threads have waited for a monitor, of all waits that are over, so far.</summary>
    public double? LockWaitSeconds { get; init; }

    /// <summary>Exceptions thrown, so far.</summary>
    public long? Exceptions { get; init; }
}
