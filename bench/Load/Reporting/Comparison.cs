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
        var before = PhaseFigures.Of(Investigated).ToDictionary(figures => figures.Name);
        Pairs =
        [
            .. from figures in PhaseFigures.Of(Sidecar)
               where figures.Slice is { Situation: not Situation.WarmUp } && before.ContainsKey(figures.Name)
               select new Pair(figures.Slice!, figures, before[figures.Name]),
        ];

        Run Of(string mode) => runs.FirstOrDefault(run => run.Mode == mode)
            ?? throw new ArgumentException($"There is no recording of the mode {mode}.", nameof(runs));
    }

    public Run Sidecar { get; }

    public Run Investigated { get; }

    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>
    /// By how much the controls differed at most from the steady state beside them, as a factor: of throughput and of p99.
    /// </summary>
    public (double Throughput, double P99) Noise => (
        Repeated().Max(pair => Factor(pair.First.All.PerSecond, pair.Second.All.PerSecond)),
        Repeated().Max(pair => Factor(pair.First.All.P99Milliseconds, pair.Second.All.P99Milliseconds)));

    private IEnumerable<(PhaseFigures First, PhaseFigures Second)> Repeated() =>
        from pair in Pairs
        where pair.Slice.Situation == Situation.Control
        let steady = Pairs.First(other => other.Slice == pair.Slice with { Situation = Situation.Steady })
        from both in ((PhaseFigures, PhaseFigures)[])[(steady.Sidecar, pair.Sidecar), (steady.Investigated, pair.Investigated)]
        select both;

    private static double Factor(double one, double other) => Math.Max(one, other) / Math.Min(one, other);
}
