namespace Load.Sampling;

/// <summary>The machine, from /proc. Counters grow from its start.</summary>
public sealed record MachineSample
{
    /// <summary>How many processors it has.</summary>
    public int Processors { get; init; }

    /// <summary>Seconds in which they worked, all together, so far.</summary>
    public double BusySeconds { get; init; }

    /// <summary>Seconds in which they had nothing to do, all together, so far.</summary>
    public double IdleSeconds { get; init; }

    /// <summary>Seconds that the host gave to others, all together, so far.</summary>
    public double StealSeconds { get; init; }

    /// <summary>Threads that run or want to.</summary>
    public int RunQueue { get; init; }
}
