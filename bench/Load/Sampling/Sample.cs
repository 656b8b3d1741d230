namespace Load.Sampling;

/// <summary>What was seen at one moment on all sides. A source that was away or not asked is null, never zero.</summary>
public sealed record Sample
{
    /// <summary>Since the recording began.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whoever sends the requests.</summary>
    public ClientSample? Client { get; init; }

    /// <summary>The process that is looked at.</summary>
    public ProcessSample? Process { get; init; }

    /// <summary>Its web server.</summary>
    public KestrelSample? Kestrel { get; init; }

    /// <summary>Its calls to other services.</summary>
    public OutboundHttpSample? OutboundHttp { get; init; }

    /// <summary>Its connection pool.</summary>
    public PoolSample? Pool { get; init; }

    /// <summary>Its sessions, as its database sees them.</summary>
    public PostgresSample? Postgres { get; init; }

    /// <summary>The machine that this runs on.</summary>
    public MachineSample? Machine { get; init; }
}
