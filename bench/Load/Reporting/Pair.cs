using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The same slice in both modes.</summary>
/// <param name="Slice">What was driven.</param>
/// <param name="Sidecar">What was measured with a sidecar.</param>
/// <param name="Investigated">What was measured as it was before.</param>
internal sealed record Pair(Slice Slice, PhaseFigures Sidecar, PhaseFigures Investigated)
{
    /// <summary>Requests a second with a sidecar, as a multiple of those before; of those that succeeded.</summary>
    public double Throughput => Succeeded(Sidecar) / Math.Max(Succeeded(Investigated), 1e-9);

    /// <summary>p99 before, as a multiple of that with a sidecar.</summary>
    public double P99 => Investigated.All.P99Milliseconds / Sidecar.All.P99Milliseconds;

    public static double Succeeded(PhaseFigures figures) =>
        figures.All.PerSecond * (figures.All.Count - figures.All.Failed) / figures.All.Count;
}
