namespace EndToEnd.Tests.Support;

/// <summary>Holds up who comes while it is closed.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _closed;
    private bool _hasWaiter;

    /// <summary>Whether it holds somebody up.</summary>
    public bool HasWaiter
    {
        get { lock (_lock) return _hasWaiter; }
    }

    public void Close()
    {
        lock (_lock)
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Open()
    {
        lock (_lock)
        {
            _closed?.SetResult();
            (_closed, _hasWaiter) = (null, false);
        }
    }

    public Task WaitAsync()
    {
        lock (_lock)
        {
            _hasWaiter = _closed is not null;
            return _closed?.Task ?? Task.CompletedTask;
        }
    }
}
