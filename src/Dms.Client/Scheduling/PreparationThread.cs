using System.Collections.Concurrent;

namespace Dms.Client.Scheduling;

/// <summary>
/// The one thread on which parts are read and snapshots put together. On the thread pool that work would hold up requests, which wait
/// for the same few threads; here it takes one core at most, and gives way to them there.
/// </summary>
internal sealed class PreparationThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    public PreparationThread(TimeProvider time)
    {
        Pace = new Pace(time, static () => Thread.Yield());
        new Thread(Run) { IsBackground = true, Name = "Dms.Client snapshots" }.Start();
    }

    /// <summary>For work on this thread: to be told of every small piece that is done.</summary>
    public Pace Pace { get; }

    /// <summary>Runs something after all that was given before; whoever awaits it goes on elsewhere.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Run(work, done));
        return done.Task;
    }

    /// <summary>Lets the thread end once everything that was given is done.</summary>
    public void Dispose() => _work.CompleteAdding();

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception failure)
        {
            done.SetException(failure);
        }
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
            work();
    }
}
