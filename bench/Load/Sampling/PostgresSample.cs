namespace Load.Sampling;

/// <summary>The sessions of one application in pg_stat_activity, and the counters of its database.</summary>
public sealed record PostgresSample
{
    /// <summary>Sessions that run a command.</summary>
    public int Active { get; init; }

    /// <summary>Sessions that wait for a command, outside a transaction.</summary>
    public int Idle { get; init; }

    /// <summary>Sessions that wait for a command within a transaction.</summary>
    public int IdleInTransaction { get; init; }

    /// <summary>Active sessions that wait for nothing: they compute, or wait for a processor.</summary>
    public int OnCpu { get; init; }

    /// <summary>Active sessions that wait for a lock of the database, such as a row's.</summary>
    public int WaitingForLock { get; init; }

    /// <summary>Active sessions that wait for a lock within the server.</summary>
    public int WaitingForLightLock { get; init; }

    /// <summary>Active sessions that wait for files.</summary>
    public int WaitingForIo { get; init; }

    /// <summary>Active sessions that wait for their client to read or write.</summary>
    public int WaitingForClient { get; init; }

    /// <summary>Active sessions that wait for anything else.</summary>
    public int WaitingForOther { get; init; }

    /// <summary>The most sessions that the server takes, of all applications.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Sessions of all applications on the server.</summary>
    public int Sessions { get; init; }

    /// <summary>Transactions of the database committed, so far.</summary>
    public long? Commits { get; init; }

    /// <summary>Transactions of the database rolled back, so far.</summary>
    public long? Rollbacks { get; init; }

    /// <summary>Processor time of the server's processes so far; null where they are not on this machine.</summary>
    public double? CpuSeconds { get; init; }
}
