namespace Load.Sampling;

/// <summary>
/// Npgsql's connection pools of a process, all together. Counters grow from the start of the measurement; only their differences mean
/// something.
/// </summary>
public sealed record PoolSample
{
    /// <summary>Connections that someone holds.</summary>
    public double? Used { get; init; }

    /// <summary>Connections that are free.</summary>
    public double? Idle { get; init; }

    /// <summary>The most connections that there may be.</summary>
    public double? Max { get; init; }

    /// <summary>Those who wait for a connection.</summary>
    public double? PendingRequests { get; init; }

    /// <summary>Those who gave up waiting, so far.</summary>
    public long? Timeouts { get; init; }

    /// <summary>Commands sent and not answered.</summary>
    public double? CommandsExecuting { get; init; }

    /// <summary>Seconds of all answered commands, so far.</summary>
    public double? CommandSecondsSum { get; init; }
}
