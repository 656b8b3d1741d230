using Load.Recording;
using Load.Sampling;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The recordings of both modes, slice by slice.</summary>
internal sealed class Comparison
{
    /// <exception cref="ArgumentException">The recordings are not those of a comparison.</exception>
    public Comparison(IReadOnlyList<Run> runs)
    {
        (Sidecar, Investigated) = (Of("sidecar"), Of("investigated"));
        var before = PhaseFigures.Of(Investigated).ToDictionary(figures => figures.Phase.Name);
        Pairs =
        [
            .. from figures in PhaseFigures.Of(Sidecar)
               where figures.Slice is { Slice.Situation: not Situation.WarmUp } && before.ContainsKey(figures.Phase.Name)
               select new Pair(figures.Slice!.Slice, figures, before[figures.Phase.Name]),
        ];

        Run Of(string mode) => runs.FirstOrDefault(run => run.Mode == mode)
            ?? throw new ArgumentException($"There is no recording of the mode {mode}.", nameof(runs));
    }

    public Run Sidecar { get; }

    public Run Investigated { get; }

    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>By how much two measurements of the same steady state differed at most, as a factor: of throughput and of p99.</summary>
    public (double Throughput, double P99) Noise => (
        Repeated().Max(pair => Factor(pair.First.All.PerSecond, pair.Second.All.PerSecond)),
        Repeated().Max(pair => Factor(pair.First.All.P99Milliseconds, pair.Second.All.P99Milliseconds)));

    /// <summary>How uploads and refreshes did with a sidecar, each with all its rounds.</summary>
    public IEnumerable<Disturbed> Disturbed =>
        from pair in Pairs
        where pair.Slice is { Situation: Situation.Upload or Situation.Refresh, Round: 1 }
        select new Disturbed(pair.Slice, [.. Rounds(pair.Slice)], [.. Rounds(pair.Slice with { Situation = Situation.Steady })]);

    private IEnumerable<LatencyRow> Rounds(Slice slice) => Pairs
        .Where(pair => pair.Slice with { Round = 1 } == slice)
        .Select(pair => pair.Sidecar.All);

    private IEnumerable<(PhaseFigures First, PhaseFigures Second)> Repeated() =>
        from pair in Pairs
        where pair.Slice is { Situation: Situation.Steady, Round: > 1 }
        let first = Pairs.First(other => other.Slice == pair.Slice with { Round = 1 })
        from both in ((PhaseFigures, PhaseFigures)[])[(first.Sidecar, pair.Sidecar), (first.Investigated, pair.Investigated)]
        select both;

    private static double Factor(double one, double other) => Math.Max(one, other) / Math.Min(one, other);
}
