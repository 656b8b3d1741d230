using Load.Driving;
using Load.Sampling;

namespace Load.Recording;

/// <summary>Latencies by phase and kind, and over time.</summary>
internal static class LatencyTable
{
    private const double StepSeconds = 0.5;
    private const int BucketsPerDecade = 200;

    /// <summary>A row for each phase and kind of which there were calls, and one for each phase of all kinds.</summary>
    public static IReadOnlyList<LatencyRow> Of(IReadOnlyCollection<Outcome> outcomes, IReadOnlyList<Phase> phases)
    {
        var rows = new List<LatencyRow>();
        foreach (var phase in phases)
        {
            var inPhase = outcomes.Where(outcome => IsIn(outcome, phase)).ToArray();
            if (inPhase.Length > 0)
                rows.Add(Row(phase, LatencyRow.AllKinds, inPhase));
            foreach (var kind in inPhase.GroupBy(outcome => outcome.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
                rows.Add(Row(phase, kind.Key, [.. kind]));
        }

        return rows;
    }

    /// <summary>All calls, in steps of half a second from the moment that they began.</summary>
    public static IReadOnlyList<LatencyPoint> OverTime(IReadOnlyCollection<Outcome> outcomes) =>
    [
        .. from step in outcomes.GroupBy(outcome => (int)(outcome.BeganSeconds / StepSeconds)).OrderBy(step => step.Key)
           select Point([.. step]),
    ];

    /// <summary>Why calls failed, for each phase and kind.</summary>
    public static IReadOnlyList<FailedCalls> Failures(IReadOnlyCollection<Outcome> outcomes, IReadOnlyList<Phase> phases) =>
    [
        .. from outcome in outcomes
           where outcome.Failure is not null
           from phase in phases
           where IsIn(outcome, phase)
           group outcome by (phase.Name, outcome.Kind, outcome.Failure) into alike
           select new FailedCalls(alike.Key.Name, alike.Key.Kind, alike.Key.Failure, alike.Count()),
    ];

    private static bool IsIn(Outcome outcome, Phase phase) =>
        outcome.BeganSeconds >= phase.StartSeconds && outcome.BeganSeconds < phase.EndSeconds;

    private static LatencyRow Row(Phase phase, string kind, Outcome[] outcomes)
    {
        var latencies = new Latencies(outcomes);
        return new LatencyRow
        {
            Phase = phase.Name,
            Kind = kind,
            Count = outcomes.Length,
            Failed = outcomes.Count(outcome => !outcome.Succeeded),
            PerSecond = outcomes.Length / (phase.EndSeconds - phase.StartSeconds),
            P50Milliseconds = latencies.At(50),
            P99Milliseconds = latencies.At(99),
            P999Milliseconds = latencies.At(99.9),
            MaxMilliseconds = latencies.Max,
            Histogram = [.. Buckets(outcomes)],
        };
    }

    private static IEnumerable<LatencyBucket> Buckets(Outcome[] outcomes) =>
        from bucket in outcomes.GroupBy(outcome => BucketOf(outcome.LatencySeconds * 1e3))
        orderby bucket.Key
        select new LatencyBucket(Math.Pow(10, (double)bucket.Key / BucketsPerDecade), bucket.Count());

    private static int BucketOf(double milliseconds) => (int)Math.Ceiling(Math.Log10(Math.Max(milliseconds, 1e-3)) * BucketsPerDecade);

    private static LatencyPoint Point(Outcome[] outcomes)
    {
        var latencies = new Latencies(outcomes);
        return new LatencyPoint
        {
            Seconds = outcomes.Min(outcome => outcome.BeganSeconds),
            Count = outcomes.Length,
            Failed = outcomes.Count(outcome => !outcome.Succeeded),
            P50Milliseconds = latencies.At(50),
            P99Milliseconds = latencies.At(99),
            MaxMilliseconds = latencies.Max,
        };
    }
}
