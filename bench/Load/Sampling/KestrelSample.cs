namespace Load.Sampling;

/// <summary>
/// What the web server of a process sees. Counters grow from the start of the measurement; only their differences mean
/// something.
/// </summary>
public sealed record KestrelSample
{
    /// <summary>Open connections.</summary>
    public double? ActiveConnections { get; init; }

    /// <summary>Connections that wait to be served.</summary>
    public double? QueuedConnections { get; init; }

    /// <summary>Requests on HTTP/2 connections that wait to be begun.</summary>
    public double? QueuedRequests { get; init; }

    /// <summary>Requests begun and not answered.</summary>
    public double? ActiveRequests { get; init; }

    /// <summary>Requests answered, so far.</summary>
    public long? Requests { get; init; }

    /// <summary>Seconds of all answered requests, so far.</summary>
    public double? RequestSecondsSum { get; init; }

    /// <summary>Requests answered with a status of 500 or more, so far.</summary>
    public long? Failed { get; init; }
}
