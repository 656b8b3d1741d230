using HdrHistogram;
using Load.Driving;
using Load.Sampling;

namespace Load.Recording;

/// <summary>Latencies by phase and kind.</summary>
internal static class LatencyTable
{
    private const long HighestMicroseconds = 3_600_000_000;
    private const int Digits = 3;

    /// <summary>A row for each phase and kind of which there were calls.</summary>
    public static IReadOnlyList<LatencyRow> Of(IReadOnlyCollection<Outcome> outcomes, IReadOnlyList<Phase> phases) =>
    [
        .. from phase in phases
           from kind in outcomes.Where(outcome => IsIn(outcome, phase)).GroupBy(outcome => outcome.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal)
           select Row(phase, kind.Key, [.. kind]),
    ];

    private static bool IsIn(Outcome outcome, Phase phase) =>
        outcome.BeganSeconds >= phase.StartSeconds && outcome.BeganSeconds < phase.EndSeconds;

    private static LatencyRow Row(Phase phase, string kind, Outcome[] outcomes)
    {
        var histogram = new LongHistogram(HighestMicroseconds, Digits);
        foreach (var outcome in outcomes)
            histogram.RecordValue(Math.Clamp((long)(outcome.LatencySeconds * 1e6), 1, HighestMicroseconds));
        return new LatencyRow
        {
            Phase = phase.Name,
            Kind = kind,
            Count = outcomes.Length,
            Failed = outcomes.Count(outcome => !outcome.Succeeded),
            PerSecond = outcomes.Length / (phase.EndSeconds - phase.StartSeconds),
            P50Milliseconds = At(50),
            P99Milliseconds = At(99),
            P999Milliseconds = At(99.9),
            MaxMilliseconds = histogram.GetMaxValue() / 1e3,
        };

        double At(double percentile) => histogram.GetValueAtPercentile(percentile) / 1e3;
    }
}
