namespace Dms.Client.Snapshots;

/// <summary>The moment at which the next snapshot is in use, for those who wait for it.</summary>
internal sealed class SnapshotChange
{
    private readonly CancellationTokenSource _callbacks = new();
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Happened => _happened.Task;

    public CancellationToken Token => _callbacks.Token;

    /// <summary>Tells everyone, in the background.</summary>
    public void Announce(Action<Exception> onCallbackFailed)
    {
        _happened.SetResult();
        ThreadPool.UnsafeQueueUserWorkItem(
            static state => state.change.RunCallbacks(state.onCallbackFailed), (change: this, onCallbackFailed), preferLocal: false);
    }

    private void RunCallbacks(Action<Exception> onCallbackFailed)
    {
        try
        {
            _callbacks.Cancel();
        }
        catch (AggregateException failures)
        {
            foreach (var failure in failures.InnerExceptions)
                onCallbackFailed(failure);
        }
    }
}
