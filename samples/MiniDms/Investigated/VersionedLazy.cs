namespace MiniDms.Investigated;

/// <summary>
/// A value that is made anew when a version has changed, by whoever asks first. Every read takes the lock, so that all others wait
/// until it is made. As DMS's <c>VersionedLazy</c>, of which each pipeline has one for its merged schema (finding 1).
/// </summary>
internal sealed class VersionedLazy<T>(Func<T> make, Func<Guid> version)
    where T : class
{
    private readonly Lock _lock = new();
    private T? _value;
    private Guid _version;

    public T Value
    {
        get
        {
            lock (_lock)
            {
                var current = version();
                if (_value is null || _version != current)
                    (_value, _version) = (make(), current);
                return _value;
            }
        }
    }
}
