using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dms.Client.Claims;

/// <summary>
/// Notices when the claims turn too old and when they are young again, so that no request has to look. It looks whenever something was
/// heard, and at the moment at which they turn too old if nothing is.
/// </summary>
internal sealed class ClaimsAgeWatch : IDisposable
{
    // Timers count in milliseconds and cut off what is less.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly ClaimsAge _age;
    private readonly SnapshotHolder _holder;
    private readonly TimeSpan? _limit;
    private readonly bool _failsClosed;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private bool _tooOld;

    public ClaimsAgeWatch(
        ClaimsAge age, SnapshotHolder holder, IOptions<DmsSnapshotsOptions> options, TimeProvider time, ILogger<ClaimsAgeWatch> logger)
    {
        (_age, _holder, _logger) = (age, holder, logger);
        (_limit, _failsClosed) = (options.Value.MaxClaimsAge, options.Value.WhenTooOld == WhenTooOld.FailClosed);
        _timer = time.CreateTimer(_ => LookInBackground(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Compares the age with the limit, and acts.</summary>
    public void Look()
    {
        lock (_lock)
        {
            if (_limit is not { } limit || _age.Current is not { } age)
                return;
            if (age > limit != _tooOld)
                Turn(age > limit, age, limit);
            _timer.Change(_tooOld ? Timeout.InfiniteTimeSpan : limit - age + Tick, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Turn(bool tooOld, TimeSpan age, TimeSpan limit)
    {
        _tooOld = tooOld;
        if (_failsClosed)
            _holder.RefuseClaims(tooOld);
        if (!tooOld)
            Log.ClaimsConfirmedAgain(_logger, age);
        else if (_failsClosed)
            Log.ClaimsRefused(_logger, age, limit);
        else
            Log.ClaimsTooOld(_logger, age, limit);
    }

    private void LookInBackground()
    {
        try
        {
            Look();
        }
        catch (Exception exception)
        {
            Log.ClaimsWatchFailed(_logger, exception);
        }
    }
}
