using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What the machine sees.</summary>
internal sealed record MachineFacts
{
    // Not one: what is sampled has gaps, and a machine is slow before its last per cent.
    private const double Saturated = 0.85;

    public double Processors { get; init; }

    /// <summary>Processors at work, with those that its host gave to others.</summary>
    public double Busy { get; init; }

    /// <summary>Threads that run or want to.</summary>
    public double RunQueue { get; init; }

    public bool IsSaturated => Busy >= Saturated * Processors;

    public static MachineFacts? Of(Window window) =>
        window.Mean(sample => sample.Machine?.Processors) is { } processors
        && window.Rate(sample => sample.Machine?.BusySeconds + sample.Machine?.StealSeconds) is { } busy
            ? new MachineFacts { Processors = processors, Busy = busy, RunQueue = window.Mean(sample => sample.Machine?.RunQueue) ?? 0 }
            : null;
}
