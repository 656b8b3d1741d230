namespace EndToEnd.Tests.Support;

/// <summary>Lets tests wait for what other threads and processes bring about.</summary>
internal sealed class Changes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says that something may have changed.</summary>
    public void Pulse() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Waits until <paramref name="find"/> finds something.</summary>
    /// <exception cref="TimeoutException">It does not; the message is what <paramref name="describe"/> says then.</exception>
    public async Task<T> WaitForAsync<T>(Func<T?> find, Func<string> describe)
        where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (find() is { } found)
                return found;
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {Patience}: {describe()}");
            }
        }
    }
}
