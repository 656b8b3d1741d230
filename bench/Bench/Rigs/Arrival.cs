using System.Diagnostics;

namespace Bench.Rigs;

/// <summary>Waits until one release has arrived, and knows when that was.</summary>
internal sealed class Arrival
{
    private TaskCompletionSource<long> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Announce() => Volatile.Read(ref _next).SetResult(Stopwatch.GetTimestamp());

    /// <summary>The timestamp of the next announcement. Ask before what causes it.</summary>
    public Task<long> NextAsync()
    {
        var next = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _next, next);
        return next.Task;
    }
}
