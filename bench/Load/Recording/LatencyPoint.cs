namespace Load.Recording;

/// <summary>The calls that began within one step of the time line.</summary>
public sealed record LatencyPoint
{
    /// <summary>When the first of them began, since the recording began.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many calls there were.</summary>
    public required int Count { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Half of them took at most so many milliseconds.</summary>
    public required double P50Milliseconds { get; init; }

    /// <summary>99 % of them took at most so long.</summary>
    public required double P99Milliseconds { get; init; }

    /// <summary>The slowest.</summary>
    public required double MaxMilliseconds { get; init; }
}
