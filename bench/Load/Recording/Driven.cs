namespace Load.Recording;

/// <summary>What the driver of the load adds to a recording.</summary>
public sealed record Driven
{
    /// <summary>The slices, in the order of the phases.</summary>
    public IReadOnlyList<SliceRecord> Slices { get; init; } = [];

    /// <summary>Latencies over time, in steps of half a second; steps without calls are left out.</summary>
    public IReadOnlyList<LatencyPoint> Timeline { get; init; } = [];

    /// <summary>Versions over time.</summary>
    public IReadOnlyList<VersionPoint> Versions { get; init; } = [];

    /// <summary>Why calls failed.</summary>
    public IReadOnlyList<FailedCalls> Failures { get; init; } = [];

    /// <summary>Which exceptions the server logged, warm-ups included.</summary>
    public IReadOnlyList<LoggedException> ServerExceptions { get; init; } = [];

    /// <summary>What the database logged as a warning or worse, and its checkpoints.</summary>
    public IReadOnlyList<DatabaseMessage> DatabaseMessages { get; init; } = [];

    /// <summary>What was done to the server.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];
}
