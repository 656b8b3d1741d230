using Load.Recording;
using Load.Sampling;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The turns under one load.</summary>
/// <param name="Load">The load; a slice of its steady state.</param>
/// <param name="SteadyP99">The p99 of all turns of the steady state that others are judged by, in milliseconds.</param>
/// <param name="Turns">Those that are judged, in order.</param>
internal sealed record JudgedLoad(Slice Load, double SteadyP99, IReadOnlyList<Turn> Turns)
{
    /// <summary>Those in which this went on.</summary>
    public IReadOnlyList<Turn> Of(Situation situation) =>
        [.. Turns.Where(turn => turn.Record.Slice.Situation == situation)];

    /// <summary>Of all loads that were driven in turns.</summary>
    public static IReadOnlyList<JudgedLoad> Of(Run run)
    {
        var requests = run.Latencies.Where(row => row.Kind == LatencyRow.AllKinds).ToDictionary(row => row.Phase);
        return
        [
            .. from record in run.Driven?.Slices ?? []
               where record.Slice.Alternates && requests.ContainsKey(record.Phase)
               group record by record.Slice with { Situation = Situation.Steady, Round = 1 } into load
               select Of(load.Key, [.. load], requests),
        ];
    }

    private static JudgedLoad Of(Slice load, IReadOnlyList<SliceRecord> records, IReadOnlyDictionary<string, LatencyRow> requests)
    {
        var steady = records.Where(IsSteady).Select(record => requests[record.Phase]);
        var turns = records.Skip(1).Zip(records.Zip(records.Skip(2)))
            .Where(turn => !IsSteady(turn.First) && IsSteady(turn.Second.First) && IsSteady(turn.Second.Second))
            .Select(turn => new Turn(
                turn.First, requests[turn.First.Phase], P99(requests[turn.Second.First.Phase], requests[turn.Second.Second.Phase])));
        return new JudgedLoad(load, P99([.. steady]), [.. turns]);
    }

    private static bool IsSteady(SliceRecord record) => record.Slice.Situation == Situation.Steady;

    private static double P99(params LatencyRow[] rows) =>
        MergedLatencies.Percentile(MergedLatencies.HistogramOf(rows), 99);
}
