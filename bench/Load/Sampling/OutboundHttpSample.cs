namespace Load.Sampling;

/// <summary>
/// What a process sees of its own calls to other services. Counters grow from the start of the measurement; only their differences mean
/// something.
/// </summary>
public sealed record OutboundHttpSample
{
    /// <summary>Calls sent and not answered.</summary>
    public double? ActiveRequests { get; init; }

    /// <summary>Calls answered, so far.</summary>
    public long? Requests { get; init; }

    /// <summary>Seconds of all answered calls, so far.</summary>
    public double? RequestSecondsSum { get; init; }

    /// <summary>Seconds that calls waited for a connection, so far.</summary>
    public double? TimeInQueueSecondsSum { get; init; }

    /// <summary>Open connections.</summary>
    public double? OpenConnections { get; init; }
}
