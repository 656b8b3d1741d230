namespace Load.Recording;

/// <summary>The calls of one kind that began in one phase.</summary>
public sealed record LatencyRow
{
    /// <summary>The kind of the row of all calls.</summary>
    public const string AllKinds = "all";

    /// <summary>The phase.</summary>
    public required string Phase { get; init; }

    /// <summary>The kind of the calls; <see cref="AllKinds"/> for all together.</summary>
    public required string Kind { get; init; }

    /// <summary>How many were answered, or failed.</summary>
    public required long Count { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Calls a second, with those that failed.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Half of the calls took at most so many milliseconds; those that failed included.</summary>
    public required double P50Milliseconds { get; init; }

    /// <summary>99 % of the calls took at most so long.</summary>
    public required double P99Milliseconds { get; init; }

    /// <summary>99.9 % of the calls took at most so long.</summary>
    public required double P999Milliseconds { get; init; }

    /// <summary>The slowest call.</summary>
    public required double MaxMilliseconds { get; init; }

    /// <summary>All latencies; buckets without calls are left out.</summary>
    public IReadOnlyList<LatencyBucket> Histogram { get; init; } = [];

    /// <summary>How many calls took longer, by the buckets: a call up to an eightieth faster may count as longer.</summary>
    public long CountOver(double milliseconds) =>
        Histogram.Where(bucket => bucket.UpToMilliseconds > milliseconds).Sum(bucket => bucket.Count);
}
