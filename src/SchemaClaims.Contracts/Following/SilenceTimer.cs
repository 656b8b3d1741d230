namespace SchemaClaims.Contracts.Following;

/// <summary>
/// Notices that nothing comes from a sidecar. Every byte counts, not only whole messages: on a slow link a message may take longer than
/// anybody would wait for a word. Safe for all threads.
/// </summary>
/// <param name="limit">How long silence may last.</param>
/// <param name="time">The clock.</param>
internal sealed class SilenceTimer(TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _silence = new(limit, time);
    private bool _isPaused;

    /// <summary>Cancelled when the silence has lasted too long.</summary>
    public CancellationToken Token => _silence.Token;

    /// <summary>Something came.</summary>
    public void Hear()
    {
        lock (_lock)
        {
            if (!_isPaused)
                _silence.CancelAfter(limit);
        }
    }

    /// <summary>Does not listen for a while, as what came is worked on.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            _isPaused = true;
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Listens again.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _isPaused = false;
            _silence.CancelAfter(limit);
        }
    }

    public void Dispose()
    {
        // Bytes may still come while the call is torn down.
        lock (_lock)
        {
            _isPaused = true;
            _silence.Dispose();
        }
    }
}
