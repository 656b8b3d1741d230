using Load.Recording;
using Load.Sampling;

namespace Load.Reporting;

/// <summary>What was measured in one phase. Null: not measured.</summary>
internal sealed record PhaseFigures
{
    public required string Mode { get; init; }

    public required Phase Phase { get; init; }

    public required LatencyRow All { get; init; }

    public required IReadOnlyList<LatencyRow> Kinds { get; init; }

    public SliceRecord? Slice { get; init; }

    /// <summary>Sessions that ran a command, on the average of the samples and at most.</summary>
    public (double? Mean, double? Most) Active { get; init; }

    public (double? Mean, double? Most) IdleInTransaction { get; init; }

    /// <summary>Connections of the service's pool that somebody held.</summary>
    public (double? Mean, double? Most) PoolUsed { get; init; }

    public (double? Mean, double? Most) ThreadPoolQueue { get; init; }

    /// <summary>Processors that the service kept busy, its sidecar included.</summary>
    public double? ServiceCores { get; init; }

    public double? PostgresCores { get; init; }

    /// <summary>Milliseconds of processor time of the service and its sidecar, for each request.</summary>
    public double? ServiceMillisecondsPerRequest { get; init; }

    public double? AllocatedKilobytesPerRequest { get; init; }

    /// <summary>How much of the time collections held all threads.</summary>
    public double? GcPausePercent { get; init; }

    public double? LockContentions { get; init; }

    /// <summary>Of all phases with requests.</summary>
    public static IReadOnlyList<PhaseFigures> Of(Run run) =>
        [.. run.Phases.Select(phase => Of(run, phase)).OfType<PhaseFigures>()];

    private static PhaseFigures? Of(Run run, Phase phase)
    {
        var rows = run.Latencies.Where(row => row.Phase == phase.Name).ToArray();
        if (rows.FirstOrDefault(row => row.Kind == LatencyRow.AllKinds) is not { } all)
            return null;
        var slice = run.Driven?.Slices.FirstOrDefault(slice => slice.Phase == phase.Name);
        var samples = new PhaseSamples(
            [.. run.Samples.Where(sample => sample.Seconds >= phase.StartSeconds && sample.Seconds <= phase.EndSeconds)]);
        var duration = phase.EndSeconds - phase.StartSeconds;
        var cores = samples.Rate(sample => sample.Process?.CpuSeconds) + (slice?.SidecarCpuSeconds / duration ?? 0);
        return new PhaseFigures
        {
            Mode = run.Mode,
            Phase = phase,
            All = all,
            Kinds = [.. rows.Where(row => row.Kind != LatencyRow.AllKinds)],
            Slice = slice,
            Active = samples.MeanAndMost(sample => sample.Postgres?.Active),
            IdleInTransaction = samples.MeanAndMost(sample => sample.Postgres?.IdleInTransaction),
            PoolUsed = samples.MeanAndMost(sample => sample.Pool?.Used),
            ThreadPoolQueue = samples.MeanAndMost(sample => sample.Process?.ThreadPoolQueueLength),
            ServiceCores = cores,
            PostgresCores = samples.Rate(sample => sample.Postgres?.CpuSeconds),
            ServiceMillisecondsPerRequest = cores * 1e3 / all.PerSecond,
            // No request is answered without an allocation: none at all means that the counter was not heard anew.
            AllocatedKilobytesPerRequest = samples.Rate(sample => sample.Process?.AllocatedBytes) is > 0 and var bytes
                ? bytes / 1024 / all.PerSecond
                : null,
            GcPausePercent = samples.Rate(sample => sample.Process?.GcPauseSeconds) * 100,
            LockContentions = samples.Rate(sample => sample.Process?.LockContentions) * duration,
        };
    }
}
