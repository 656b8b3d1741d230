using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Access;

/// <summary>What a file says, read again whenever the file has changed. A file that cannot be used leaves what was read before.</summary>
/// <typeparam name="T">What it says.</typeparam>
internal sealed partial class WatchedFile<T>(string path, Func<byte[], T> parse, T nothing, ILogger log)
{
    private readonly Lock _lock = new();
    private FileStamp _seen = FileStamp.Missing(path);
    private T _value = nothing;

    public T Value
    {
        get
        {
            lock (_lock)
            {
                var stamp = FileStamp.Of(path);
                if (stamp != _seen)
                    Read(stamp);
                return _value;
            }
        }
    }

    private void Read(FileStamp stamp)
    {
        _seen = stamp;
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
