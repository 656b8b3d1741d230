using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Requests wait for a monitor or a <see cref="Lock"/>, with the thread that they hold.</summary>
internal sealed class LockRule : IRule
{
    private const double MostThreads = 0.5;
    private const int Holder = 1;

    public Finding? Examine(Observation seen)
    {
        if (seen.Runtime is not { LockWaiters: >= 1 and var waiters } runtime)
            return null;
        // When most threads hold the lock or wait for it, so does whoever waits for a thread.
        var behind = waiters + Holder >= MostThreads * runtime.Threads ? seen.Places.ThreadQueue + seen.Places.Between : 0;
        if (seen.Places.Share(waiters + behind) < IRule.Dominant)
            return null;
        return new Finding(
            Cause.LockLimited,
            Invariant($"{waiters:0.0} threads wait for a lock at any moment, of {runtime.Threads:0} in the pool."))
        {
            Evidence =
            [
                new("threads waiting for a lock", waiters),
                new("waits that begin", runtime.Contentions ?? 0, "/s"),
                new("threads of the pool", runtime.Threads),
                new("work waiting for a thread", runtime.QueueLength),
                new("processors that the service uses", runtime.Cores ?? 0),
            ],
            TryNext =
            [
                "Find the lock: dotnet-trace with the contention keyword has the stack of every wait (docs/profiling.md).",
                "Do less while it is held: compute before, and only swap a reference within.",
                "Read without it: publish an immutable value by one volatile write.",
            ],
        };
    }
}
