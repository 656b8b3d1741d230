using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;

namespace Dms.Client.Cache;

/// <summary>
/// Keeps with the last known good when its claims were last confirmed, so that a restart while the sidecar is silent neither forgets how
/// old they are nor takes them for older.
/// </summary>
internal sealed class LastKnownGoodAge(
    ClaimsAge claims, IOptions<DmsSnapshotsOptions> options, TimeProvider time, ILogger<LastKnownGoodAge> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Position? _kept;
    private ClaimsConfirmation? _recorded;
    private bool _failed;

    /// <summary>How old the claims in the file are. A time in the future tells nothing, and counts as now.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses.</exception>
    public TimeSpan Read(string folder)
    {
        var age = time.GetUtcNow().UtcDateTime - LastKnownGoodFile.ConfirmedAt(folder);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>A snapshot is in the file, with the time of its writing.</summary>
    public void Kept(DmsSnapshot snapshot)
    {
        lock (_lock)
            (_kept, _recorded) = (snapshot.Position, null);
        Record();
    }

    /// <summary>A snapshot came from the file, which has the time that it should have.</summary>
    public void Loaded(DmsSnapshot snapshot)
    {
        lock (_lock)
            (_kept, _recorded) = (snapshot.Position, claims.LastOf(snapshot.Position));
    }

    /// <summary>Keeps the time once a minute while it changes, until it is cancelled, and then a last time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                Record();
            }
            catch (Exception exception)
            {
                Log.ClaimsAgeKeeperFailed(logger, exception);
            }
        }
    }

    private void Record()
    {
        lock (_lock)
        {
            if (options.Value.LastKnownGoodFolder is not { } folder || _kept is not { } kept
                || claims.LastOf(kept) is not { } last || ReferenceEquals(last, _recorded))
                return;
            try
            {
                LastKnownGoodFile.Confirm(folder, time.GetUtcNow().UtcDateTime - time.GetElapsedTime(last.Timestamp) - last.Age);
                (_recorded, _failed) = (last, false);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                if (!_failed)
                    Log.ClaimsAgeNotKept(logger, folder, refused.Message);
                _failed = true;
            }
        }
    }
}
