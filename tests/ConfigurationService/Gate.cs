namespace ConfigurationService;

/// <summary>Holds requests before they are answered, until it is opened.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    internal Gate() =>
        Fault = async (context, answer) =>
        {
            Interlocked.Increment(ref _arrived);
            await _opened.Task.WaitAsync(context.RequestAborted);
            await answer();
        };

    /// <summary>How many requests have come to it.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    internal Fault Fault { get; }

    public void Open() => _opened.TrySetResult();
}
