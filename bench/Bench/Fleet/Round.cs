using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bench.Fleet;

/// <summary>One release on its way to many: collects when it reached each of them.</summary>
internal sealed class Round(ulong generation, int expected)
{
    private readonly ConcurrentBag<long> _arrivals = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = expected;

    public void Arrived(ulong arrived)
    {
        if (arrived != generation)
            return;
        _arrivals.Add(Stopwatch.GetTimestamp());
        if (Interlocked.Decrement(ref _left) == 0)
            _complete.SetResult();
    }

    /// <summary>The timestamps, earliest first, once all have it.</summary>
    /// <exception cref="TimeoutException">Somebody does not get it.</exception>
    public async Task<long[]> ArrivalsAsync(CancellationToken cancellationToken)
    {
        await _complete.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        return [.. _arrivals.Order()];
    }
}
