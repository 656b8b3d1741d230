using Load.Recording;
using Load.Sampling;

namespace Load.Reporting;

/// <summary>The plots of one recording, by name.</summary>
internal static class RunPlots
{
    private const string Blue = "#4e79a7";
    private const string Orange = "#e08214";
    private const string Red = "#c0392b";
    private const string Green = "#2a7f62";
    private const string Gray = "#888888";

    public static IReadOnlyList<(string Name, string Svg)> Of(Run run)
    {
        var time = new TimeAxis(run);
        return
        [
            ("latency", new TimePlot($"{run.Mode}: latency", "ms", time, Latency(run)) { IsLogarithmic = true }.ToString()),
            ("sessions", new TimePlot($"{run.Mode}: sessions", "at the same time", time, Sessions(run)).ToString()),
            ("versions", new TimePlot($"{run.Mode}: versions", "counted", time, Versions(run)).ToString()),
            ("machine", new TimePlot($"{run.Mode}: processors busy and thread pool queue", "processors, work items", time, Busy(run)).ToString()),
        ];
    }

    private static IReadOnlyList<Series> Latency(Run run)
    {
        var points = run.Driven?.Timeline ?? [];
        return
        [
            new Series("slowest", Red, [.. points.Select(point => (point.Seconds, (double?)point.MaxMilliseconds))]),
            new Series("p99", Orange, [.. points.Select(point => (point.Seconds, (double?)point.P99Milliseconds))]),
            new Series("p50", Blue, [.. points.Select(point => (point.Seconds, (double?)point.P50Milliseconds))]),
        ];
    }

    private static IReadOnlyList<Series> Sessions(Run run) =>
    [
        Of(run, "calls in flight", Gray, sample => sample.Client?.InFlight),
        Of(run, "connections taken from the pool", Green, sample => sample.Pool?.Used),
        Of(run, "active", Blue, sample => sample.Postgres?.Active),
        Of(run, "idle in transaction", Orange, sample => sample.Postgres?.IdleInTransaction),
    ];

    private static IReadOnlyList<Series> Versions(Run run)
    {
        var points = run.Driven?.Versions ?? [];
        return
        [
            Line("schema published", Gray, point => point.SchemaPublished),
            Line("schema served", Blue, point => point.SchemaServed),
            Line("claims changed", Red, point => point.ClaimsPublished),
            Line("claims served", Green, point => point.ClaimsServed),
        ];

        Series Line(string name, string color, Func<VersionPoint, double?> of) =>
            new(name, color, [.. points.Select(point => (point.Seconds, of(point)))], IsStepped: true);
    }

    private static IReadOnlyList<Series> Busy(Run run) =>
    [
        Rate(run, "processors busy", Gray, sample => sample.Machine?.BusySeconds),
        Rate(run, "of the service", Blue, sample => sample.Process?.CpuSeconds),
        Rate(run, "of PostgreSQL", Green, sample => sample.Postgres?.CpuSeconds),
        Of(run, "thread pool queue", Orange, sample => sample.Process?.ThreadPoolQueueLength),
    ];

    private static Series Of(Run run, string name, string color, Func<Sample, double?> gauge) =>
        new(name, color, [.. run.Samples.Select(sample => (sample.Seconds, gauge(sample)))]);

    // A counter that fell is that of another process.
    private static Series Rate(Run run, string name, string color, Func<Sample, double?> counter) => new(
        name, color,
        [
            .. run.Samples.Zip(run.Samples.Skip(1), (before, after) => (
                after.Seconds,
                (counter(after) - counter(before)) / (after.Seconds - before.Seconds) is { } rate and >= 0 ? rate : (double?)null)),
        ]);
}
