using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Work waits for a thread all the time while the processors have room: the threads are blocked.</summary>
internal sealed class ThreadPoolRule : IRule
{
    private const double NearlyAlways = 0.8;
    private const double Room = 0.7;

    public Finding? Examine(Observation seen)
    {
        if (seen is not { Runtime: { QueuedPart: >= NearlyAlways } runtime, Machine: { } machine }
            || runtime.Cores >= Room * machine.Processors)
            return null;
        // A work item may stand for many requests whose sockets are ready, so that the queue alone looks short.
        var blocked = seen.Places.ThreadQueue + seen.Places.Between + Math.Min(seen.Places.Own, runtime.Threads);
        if (seen.Places.Share(blocked) < IRule.Dominant)
            return null;
        return new Finding(
            Cause.ThreadPoolStarvation,
            Invariant($"Work waits for a thread in {runtime.QueuedPart:P0} of the samples, while {runtime.Threads:0} threads of the pool ")
            + Invariant($"use {runtime.Cores ?? 0:0.0} processors: they are blocked."))
        {
            Evidence =
            [
                new("work waiting for a thread", runtime.QueueLength),
                new("samples with work waiting", runtime.QueuedPart * 100, "%"),
                new("threads of the pool", runtime.Threads),
                new("processors that the service uses", runtime.Cores ?? 0),
                new("requests begun", seen.Server?.InService ?? 0),
            ],
            TryNext =
            [
                "See where the threads stand: dotnet-trace with the profile of thread time (docs/profiling.md).",
                "Await in place of .Result, .Wait() and Thread.Sleep, down to the last caller.",
                "Until then DOTNET_ThreadPool_MinThreads hides it, at the price of memory and switches.",
            ],
        };
    }
}
