using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What Npgsql sees of its connection pools.</summary>
internal sealed record PoolFacts
{
    private const double NearlyAlways = 0.8;

    public double Used { get; init; }

    public double Max { get; init; }

    /// <summary>Those who wait for a connection, at least: who waited already when the process was first watched is not counted.</summary>
    public double Pending { get; init; }

    /// <summary>Whether there was next to never a free connection.</summary>
    public bool IsExhausted { get; init; }

    /// <summary>Those who gave up waiting, a second.</summary>
    public double Timeouts { get; init; }

    /// <summary>Commands sent and not answered.</summary>
    public double Executing { get; init; }

    public static PoolFacts? Of(Window window) => window.Mean(sample => sample.Pool?.Max) is not { } max
        ? null
        : new PoolFacts
        {
            Max = max,
            Used = window.Mean(sample => sample.Pool?.Used) ?? 0,
            Pending = window.Mean(sample => sample.Pool?.PendingRequests) ?? 0,
            IsExhausted = window.Mean(sample => sample.Pool is { } pool ? pool.Used >= pool.Max ? 1 : 0 : null) >= NearlyAlways,
            Timeouts = window.Rate(sample => sample.Pool?.Timeouts) ?? 0,
            // The gauge misses those that were sent before it was watched, the law those that are not answered.
            Executing = Math.Max(
                window.Mean(sample => sample.Pool?.CommandsExecuting) ?? 0, window.Rate(sample => sample.Pool?.CommandSecondsSum) ?? 0),
        };
}
