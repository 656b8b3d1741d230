namespace Load.Diagnosis;

/// <summary>What limits a service.</summary>
public enum Cause
{
    /// <summary>Too little was seen to name one.</summary>
    NotEnoughEvidence,

    /// <summary>Nothing does.</summary>
    Healthy,

    /// <summary>Whoever sends the requests does not get them to the service.</summary>
    ClientLimited,

    /// <summary>Requests wait for a connection to the database.</summary>
    PoolLimited,

    /// <summary>The database is used up, or its sessions wait for each other.</summary>
    DatabaseLimited,

    /// <summary>The processors are used up.</summary>
    CpuLimited,

    /// <summary>Threads wait for a lock of the process.</summary>
    LockLimited,

    /// <summary>Requests wait for another service.</summary>
    WaitingOnRemoteService,

    /// <summary>All threads of the pool are blocked.</summary>
    ThreadPoolStarvation,
}
