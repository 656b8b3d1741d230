using Load.Sampling;

namespace Load.Tests.Support;

/// <summary>Samples of a service of four processors under steady load; every test changes what it is about.</summary>
internal static class Crafted
{
    private const int Processors = 4;
    private const double AnswersPerSecond = 100;

    /// <summary>Samples a second apart.</summary>
    /// <param name="change">Of a sample; its second is how far the counters have grown.</param>
    /// <param name="count">How many.</param>
    public static Sample[] Samples(Func<Sample, Sample> change, int count = 10) =>
        [.. Enumerable.Range(0, count).Select(second => change(Steady(second)))];

    /// <summary>Ten requests in the service, which compute on one processor of four.</summary>
    private static Sample Steady(double second) => new()
    {
        Seconds = second,
        Process = new ProcessSample
        {
            CpuSeconds = second,
            ThreadPoolThreads = 8,
            ThreadPoolQueueLength = 0,
            LockWaitSeconds = 0,
            LockContentions = 0,
        },
        Kestrel = Serving(10, second),
        Machine = Busy(1, second),
    };

    /// <summary>A web server with so many requests begun.</summary>
    public static KestrelSample Serving(double active, double second) => new()
    {
        ActiveRequests = active,
        ActiveConnections = 100,
        Requests = (long)(AnswersPerSecond * second),
        RequestSecondsSum = active * second,
        Failed = 0,
    };

    /// <summary>A client with so many requests in flight.</summary>
    public static ClientSample Asking(double inFlight, double second, int waiting = 0) => new()
    {
        InFlight = inFlight,
        Completed = (long)(AnswersPerSecond * second),
        LatencySecondsSum = inFlight * second,
        ConnectionsOpen = (int)inFlight - waiting,
        WaitingForConnection = waiting,
        CpuSeconds = 0.1 * second,
    };

    /// <summary>A machine of which so many processors work.</summary>
    public static MachineSample Busy(double cores, double second, int runQueue = 1) =>
        new() { Processors = Processors, BusySeconds = cores * second, RunQueue = runQueue };

    /// <summary>A pool of eight connections.</summary>
    public static PoolSample Pool(double used, double pending, double executing, double second) => new()
    {
        Max = 8,
        Used = used,
        Idle = 8 - used,
        PendingRequests = pending,
        CommandSecondsSum = executing * second,
    };

    /// <summary>A database with so many sessions at work.</summary>
    public static PostgresSample Database(
        int active, double second, double? cores = 0, int locks = 0, int onCpu = 0, int client = 0) => new()
    {
        Active = active,
        WaitingForLock = locks,
        OnCpu = onCpu,
        WaitingForClient = client,
        CpuSeconds = cores * second,
    };
}
