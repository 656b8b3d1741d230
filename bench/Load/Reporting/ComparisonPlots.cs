using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The plots of a comparison: the bars of both modes, then those of each recording.</summary>
internal static class ComparisonPlots
{
    private static readonly string[] Modes = ["sidecar", "investigated"];

    public static IEnumerable<(string Name, string Svg)> Of(Comparison comparison)
    {
        yield return ("throughput", Bars(comparison, "Requests a second that succeeded", Pair.Succeeded, isLogarithmic: false));
        yield return ("p99", Bars(comparison, "p99, ms (logarithmic)", figures => figures.All.P99Milliseconds, isLogarithmic: true));
        foreach (var run in (Sampling.Run[])[comparison.Sidecar, comparison.Investigated])
        {
            foreach (var (name, svg) in RunPlots.Of(run))
                yield return ($"{name}-{run.Mode}", svg);
        }
    }

    private static string Bars(Comparison comparison, string title, Func<PhaseFigures, double> of, bool isLogarithmic) => new BarPlot(
        title, Modes,
        [.. comparison.Pairs.Select(pair => (Label(pair.Slice), (double[])[of(pair.Sidecar), of(pair.Investigated)]))])
    {
        IsLogarithmic = isLogarithmic,
    }.ToString();

    private static string Label(Slice slice) => string.Join(' ', new[]
    {
        slice.Situation.ToString().ToLowerInvariant(),
        slice.Mix == Acts.DefaultMix ? null : slice.Mix,
        slice.Rate is { } rate ? Format.Invariant($"{rate:0}/s") : Format.Invariant($"{slice.Clients}"),
        slice.PoolSize == Acts.SmallPoolSize ? "pool 8" : null,
    }.OfType<string>());
}
