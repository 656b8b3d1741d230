using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Memory;

/// <summary>
/// Gives back the memory of what is over. Compiling, a burst of connections and sending a release to all of them take many times what is
/// kept; without requests that allocate, nothing else would make the runtime collect it, and the pod would be charged for it.
/// </summary>
internal sealed class MemoryAtRest : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // Less than a collection is worth.
    private const long Little = 1024 * 1024;

    private readonly ReleaseHub _hub;
    private readonly SubscriberBoard _board;
    private readonly ConnectionMemory _connections;
    private readonly TimeProvider _time;
    private readonly Leftovers _leftovers = new();
    private Task _nextRelease;
    private Task _nextOfSubscribers;

    public MemoryAtRest(ReleaseHub hub, SubscriberBoard board, ConnectionMemory connections, TimeProvider time)
    {
        (_hub, _board, _connections, _time) = (hub, board, connections, time);
        (_nextRelease, _nextOfSubscribers) = (hub.Changed.Next, board.Changed.Next);
    }

    /// <summary>How the memory is given back.</summary>
    internal Action Collect { get; init; } =
        static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Ends an interval.</summary>
    internal void Look()
    {
        var letGo = _connections.LetGoOfIdle() >= Little;
        var (published, changed) = (IsOver(_hub.Changed, ref _nextRelease), IsOver(_board.Changed, ref _nextOfSubscribers));
        if (_leftovers.AreCollectedNow(published, changed, letGo))
            Collect();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            Look();
        }
    }

    private static bool IsOver(ChangeSignal signal, ref Task next)
    {
        var before = next;
        next = signal.Next;
        return next != before;
    }
}
