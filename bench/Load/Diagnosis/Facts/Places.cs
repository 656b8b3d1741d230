namespace Load.Diagnosis.Facts;

/// <summary>
/// Where the requests are on average. By Little's law (in flight = throughput × latency) the share of requests at a place is the share
/// of a request's latency that is spent there.
/// </summary>
internal sealed record Places
{
    /// <summary>In the client, for want of a connection.</summary>
    public double ClientQueue { get; private init; }

    /// <summary>Sent and not begun: on the way, or not yet read by the service.</summary>
    public double Between { get; private init; }

    /// <summary>Work that waits for a thread.</summary>
    public double ThreadQueue { get; private init; }

    /// <summary>Waiting for a connection to the database.</summary>
    public double Pool { get; private init; }

    public double Database { get; private init; }

    public double Remote { get; private init; }

    public double Locks { get; private init; }

    /// <summary>In the service and nowhere else: computing, waiting for a processor, or for what no counter shows.</summary>
    public double Own { get; private init; }

    /// <summary>All in flight.</summary>
    public double Total { get; private init; }

    /// <summary>The share of requests at one or more places.</summary>
    public double Share(double requests) => Total > 0 ? requests / Total : 0;

    public static Places Of(
        ServerFacts? server, ClientFacts? client, RuntimeFacts? runtime, PoolFacts? pool, DatabaseFacts? database, RemoteFacts? remote)
    {
        var inService = server?.InService ?? 0;
        var queue = runtime?.QueueLength ?? 0;
        var clientQueue = client?.WaitingForConnection ?? 0;
        var working = database?.Working ?? pool?.Executing ?? 0;
        var (calls, locks) = (remote?.InFlight ?? 0, runtime?.LockWaiters ?? 0);
        var pending = pool is null ? 0 : Pending(pool, inService - calls - locks);
        var between = client is null ? 0 : Math.Max(0, client.InFlight - clientQueue - inService - queue);
        return new Places
        {
            ClientQueue = clientQueue,
            Between = between,
            ThreadQueue = queue,
            Pool = pending,
            Database = working,
            Remote = calls,
            Locks = locks,
            Own = Math.Max(0, inService - pending - working - calls - locks),
            Total = clientQueue + between + queue + inService,
        };
    }

    public IReadOnlyList<Place> List() =>
    [
        Of("in the client, for a connection", ClientQueue),
        Of("between client and service", Between),
        Of("waiting for a thread", ThreadQueue),
        Of("waiting for a database connection", Pool),
        Of("in the database", Database),
        Of("in another service", Remote),
        Of("waiting for a lock", Locks),
        Of("in the service itself", Own),
    ];

    // Where every connection is always taken, those in the service who cannot have one wait for it.
    private static double Pending(PoolFacts pool, double others) =>
        pool.IsExhausted ? Math.Max(pool.Pending, others - pool.Used) : pool.Pending;

    private Place Of(string name, double requests) => new(name, requests, Share(requests));
}
