namespace Load.Reporting;

/// <summary>The columns of the tables of phases.</summary>
internal static class FigureColumns
{
    /// <summary>What was measured, without the column that says of what.</summary>
    public static IReadOnlyList<FigureColumn> Measured { get; } =
    [
        new("requests/s", figures => Format.Digits(figures.All.PerSecond)),
        new("failed", figures => Format.Number(figures.All.Failed), IsFailures: true),
        new("p50 ms", figures => Format.Milliseconds(figures.All.P50Milliseconds)),
        new("p99 ms", figures => Format.Milliseconds(figures.All.P99Milliseconds)),
        new("p99.9 ms", figures => Format.Milliseconds(figures.All.P999Milliseconds)),
        new("slowest ms", figures => Format.Milliseconds(figures.All.MaxMilliseconds)),
        new("active sessions (mean / most)", figures => Format.MeanAndMost(figures.Active.Mean, figures.Active.Most)),
        new("idle in transaction", figures => Format.MeanAndMost(figures.IdleInTransaction.Mean, figures.IdleInTransaction.Most)),
        new("pool connections held", figures => Format.MeanAndMost(figures.PoolUsed.Mean, figures.PoolUsed.Most)),
        new("service cores", figures => Format.Digits(figures.ServiceCores)),
        new("PostgreSQL cores", figures => Format.Digits(figures.PostgresCores)),
        new("others' cores", figures => Format.Digits(figures.OtherCores)),
        new("CPU ms/request", figures => Format.Digits(figures.ServiceMillisecondsPerRequest)),
        new("kB allocated/request", figures => Format.Digits(figures.AllocatedKilobytesPerRequest)),
        new("GC pause %", figures => Format.Digits(figures.GcPausePercent)),
        new("lock contentions", figures => Format.Number(figures.LockContentions)),
        new("claims downloads", figures => Format.Number(figures.ClaimsDownloads)),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FigureColumn> All { get; } = [new("phase", figures => figures.Name), .. Measured];
}
