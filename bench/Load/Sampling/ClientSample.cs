namespace Load.Sampling;

/// <summary>What the sender of the requests sees. Counters grow from the start of the recording.</summary>
public sealed record ClientSample
{
    /// <summary>Requests sent or waiting to be, and not answered.</summary>
    public double InFlight { get; init; }

    /// <summary>Requests answered with success, so far.</summary>
    public long Completed { get; init; }

    /// <summary>Requests that failed, so far.</summary>
    public long Failed { get; init; }

    /// <summary>Seconds from the wish to send to the answer, of all requests so far.</summary>
    public double LatencySecondsSum { get; init; }

    /// <summary>Connections to the server.</summary>
    public int ConnectionsOpen { get; init; }

    /// <summary>The most connections that there may be to a host; null where there is no limit.</summary>
    public int? ConnectionLimit { get; init; }

    /// <summary>Requests that wait for a connection.</summary>
    public int WaitingForConnection { get; init; }

    /// <summary>Processor time of the sender, so far.</summary>
    public double CpuSeconds { get; init; }
}
