using Load.Recording;
using Load.Sampling;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>What was measured in one phase. Null: not measured.</summary>
internal sealed record PhaseFigures
{
    public required string Mode { get; init; }

    /// <summary>Of the phase, or what phases have in common in which the same was done.</summary>
    public required string Name { get; init; }

    public required LatencyRow All { get; init; }

    public required IReadOnlyList<LatencyRow> Kinds { get; init; }

    public Slice? Slice { get; init; }

    public double? ClaimsDownloads { get; init; }

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

    /// <summary>Processors that neither the service and its database nor the driver had.</summary>
    public double? OtherCores { get; init; }

    /// <summary>Of all phases with requests; those in which the same was done count as one.</summary>
    public static IReadOnlyList<PhaseFigures> Of(Run run)
    {
        var slices = (run.Driven?.Slices ?? []).ToDictionary(slice => slice.Phase);
        return
        [
            .. run.Alike().Select(alike => Of(
                    run, alike.Key, [.. alike], [.. alike.Select(phase => slices.GetValueOrDefault(phase.Name)).OfType<SliceRecord>()]))
                .OfType<PhaseFigures>(),
        ];
    }

    private static PhaseFigures? Of(Run run, string name, IReadOnlyList<Phase> phases, IReadOnlyList<SliceRecord> slices)
    {
        var names = phases.Select(phase => phase.Name).ToHashSet();
        var seconds = phases.Sum(phase => phase.EndSeconds - phase.StartSeconds);
        var rows = run.Latencies.Where(row => names.Contains(row.Phase)).GroupBy(row => row.Kind)
            .Select(kind => MergedLatencies.Of([.. kind], name, seconds)).ToArray();
        if (rows.FirstOrDefault(row => row.Kind == LatencyRow.AllKinds) is not { } all)
            return null;
        var samples = run.Within(phases);
        var cores = samples.Rate(sample => sample.Process?.CpuSeconds) + (slices.Sum(slice => slice.SidecarCpuSeconds ?? 0) / seconds);
        return new PhaseFigures
        {
            Mode = run.Mode,
            Name = name,
            All = all,
            Kinds = [.. rows.Where(row => row.Kind != LatencyRow.AllKinds)],
            Slice = slices.Count > 0 ? slices[0].Slice.Same : null,
            ClaimsDownloads = Sum(slice => slice.ClaimsDownloads),
            OtherCores = Sum(slice => slice.OtherCpuSeconds) / seconds,
            Active = MeanAndMost(sample => sample.Postgres?.Active),
            IdleInTransaction = MeanAndMost(sample => sample.Postgres?.IdleInTransaction),
            PoolUsed = MeanAndMost(sample => sample.Pool?.Used),
            ThreadPoolQueue = MeanAndMost(sample => sample.Process?.ThreadPoolQueueLength),
            ServiceCores = cores,
            PostgresCores = samples.Rate(sample => sample.Postgres?.CpuSeconds),
            ServiceMillisecondsPerRequest = cores * 1e3 / all.PerSecond,
            // No request is answered without an allocation: none at all means that the counter was not heard anew.
            AllocatedKilobytesPerRequest = samples.Rate(sample => sample.Process?.AllocatedBytes) is > 0 and var bytes
                ? bytes / 1024 / all.PerSecond
                : null,
            GcPausePercent = samples.Rate(sample => sample.Process?.GcPauseSeconds) * 100,
            LockContentions = samples.Rate(sample => sample.Process?.LockContentions) * seconds,
        };

        (double?, double?) MeanAndMost(Func<Sample, double?> gauge) => (samples.Mean(gauge), samples.Most(gauge));

        double? Sum(Func<SliceRecord, double?> of) => slices.Select(of).OfType<double>().ToArray() is { Length: > 0 } known ? known.Sum() : null;
    }
}
