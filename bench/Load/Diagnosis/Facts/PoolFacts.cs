namespace Load.Diagnosis.Facts;

/// <summary>What Npgsql sees of its connection pools.</summary>
internal sealed record PoolFacts
{
    public double Used { get; init; }

    public double Max { get; init; }

    /// <summary>Those who wait for a connection.</summary>
    public double Pending { get; init; }

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
            Timeouts = window.Rate(sample => sample.Pool?.Timeouts) ?? 0,
            // The gauge misses those that were sent before it was watched, the law those that are not answered.
            Executing = Math.Max(
                window.Mean(sample => sample.Pool?.CommandsExecuting) ?? 0, window.Rate(sample => sample.Pool?.CommandSecondsSum) ?? 0),
        };
}
