namespace SchemaClaimsSidecar.Claims;

/// <summary>
/// How long ago the source of the claims last said that they are what is published. Kept in the modification time of a file, so that
/// a restart while the source is away does not make old claims look young.
/// </summary>
internal sealed class ClaimsFreshness(string file, TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _confirmedAt;
    private TimeSpan _ageBefore;
    private long _since;

    /// <summary>Null while no source stands behind the claims: uploaded ones do not age by themselves.</summary>
    public TimeSpan? Age
    {
        get
        {
            lock (_lock)
                return _confirmedAt is null ? null : _ageBefore + time.GetElapsedTime(_since);
        }
    }

    /// <summary>When that was, by this machine's clock.</summary>
    public DateTimeOffset? ConfirmedAt
    {
        get
        {
            lock (_lock)
                return _confirmedAt;
        }
    }

    /// <summary>The source says that what is published is what it has.</summary>
    /// <exception cref="IOException">The time cannot be kept for the next start; it counts for this process all the same.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Confirm()
    {
        var now = time.GetUtcNow();
        Set(now, TimeSpan.Zero);
        Keep(now);
    }

    /// <summary>Another sidecar has heard it from the source so long ago.</summary>
    /// <exception cref="IOException">The time cannot be kept for the next start; it counts for this process all the same.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Learn(TimeSpan age)
    {
        var at = time.GetUtcNow() - age;
        if (ConfirmedAt is { } known && (at - known).Duration() < Tolerance)
            return;
        Set(at, age);
        Keep(at);
    }

    /// <summary>Goes on from what the last process knew; where it left nothing, from when the claims were published.</summary>
    public void Restore(DateTimeOffset? publishedAt)
    {
        var confirmedAt = File.Exists(file) ? new DateTimeOffset(File.GetLastWriteTimeUtc(file)) : publishedAt;
        if (confirmedAt is not { } then)
            return;
        var age = time.GetUtcNow() - then;
        Set(then, age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    private void Keep(DateTimeOffset confirmedAt)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, []);
        }

        File.SetLastWriteTimeUtc(file, confirmedAt.UtcDateTime);
    }

    private void Set(DateTimeOffset confirmedAt, TimeSpan age)
    {
        lock (_lock)
        {
            _confirmedAt = confirmedAt;
            _ageBefore = age;
            _since = time.GetTimestamp();
        }
    }
}
