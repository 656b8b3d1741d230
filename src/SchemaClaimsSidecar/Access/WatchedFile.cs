namespace SchemaClaimsSidecar.Access;

/// <summary>What a file says, read again whenever the file has changed. A file that cannot be used leaves what was read before.</summary>
/// <typeparam name="T">What it says.</typeparam>
internal sealed partial class WatchedFile<T>(string path, Func<byte[], T> parse, T nothing, ILogger log)
{
    private readonly Lock _lock = new();
    private (DateTime Written, long Length) _seen;
    private T _value = nothing;

    public T Value
    {
        get
        {
            lock (_lock)
            {
                var file = new FileInfo(path);
                var state = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
                if (state != _seen)
                    Read(state);
                return _value;
            }
        }
    }

    private void Read((DateTime Written, long Length) state)
    {
        _seen = state;
        try
        {
            _value = parse(File.ReadAllBytes(path));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            LogUnusable(path, unusable.Message);
        }
    }

    [LoggerMessage(6601, LogLevel.Error, "'{Path}' cannot be used, and what was read before still holds: {Reason}")]
    private partial void LogUnusable(string path, string reason);
}
