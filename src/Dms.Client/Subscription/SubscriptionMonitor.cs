using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>Remembers how the subscription stands, for people, probes and metrics. Requests never come here.</summary>
internal sealed class SubscriptionMonitor
{
    private readonly Lock _lock = new();
    private readonly TimeSpan? _maxClaimsAge;
    private readonly TimeProvider _time;
    private SubscriptionState _state = SubscriptionState.Disconnected;
    private DateTimeOffset _stateSince;
    private string? _connectionError;
    private Position? _latest;
    private DateTimeOffset? _lastHeartbeat;
    private TimeSpan _lastHeartbeatAge;
    private long _lastHeartbeatTimestamp;
    private ReleaseProblem? _problem;
    private string? _lastKnownGoodError;

    public SubscriptionMonitor(ClaimsAge claims, IOptions<DmsSnapshotsOptions> options, TimeProvider time)
    {
        (Claims, _maxClaimsAge, _time) = (claims, options.Value.MaxClaimsAge, time);
        _stateSince = time.GetUtcNow();
    }

    /// <summary>How old the claims in use are.</summary>
    public ClaimsAge Claims { get; }

    public void Connecting() => Enter(SubscriptionState.Connecting, _connectionError);

    public void Connected() => Enter(SubscriptionState.Connected, error: null);

    public void Disconnected(string error) => Enter(SubscriptionState.Disconnected, error);

    public void Offered(Position latest)
    {
        lock (_lock) _latest = latest;
    }

    /// <summary>The sidecar has sent everything up to <paramref name="latest"/>, whose claims are so old.</summary>
    /// <param name="latest">The latest release that is meant for this client.</param>
    /// <param name="claimsAge">How long ago the claims were confirmed.</param>
    /// <param name="age">How long ago the sidecar with the store said all this; a relay in between says it on.</param>
    public void Heartbeat(Position? latest, TimeSpan claimsAge, TimeSpan age)
    {
        Claims.Confirm(latest, claimsAge);
        lock (_lock)
        {
            _latest = latest;
            _lastHeartbeat = _time.GetUtcNow() - age;
            _lastHeartbeatAge = age;
            _lastHeartbeatTimestamp = _time.GetTimestamp();
        }
    }

    /// <summary>A release is not applied.</summary>
    /// <returns>Whether this is news.</returns>
    public bool Report(Position? position, Verdict verdict, bool isHeld)
    {
        lock (_lock)
        {
            var problem = new ReleaseProblem(position?.ToPublic(), isHeld, verdict.Code, verdict.Reason, _time.GetUtcNow());
            if (_problem is { } known && known with { Since = problem.Since } == problem)
                return false;
            _problem = problem;
            return true;
        }
    }

    /// <summary>What runs is what should run.</summary>
    public void Resolved()
    {
        lock (_lock) _problem = null;
    }

    /// <summary>What should run is what runs, unless a newer release is held.</summary>
    public void ResolvedUnlessHeld()
    {
        lock (_lock) _problem = _problem is { IsHeld: true } ? _problem : null;
    }

    /// <summary>What is wrong with the last known good; null when all is well.</summary>
    public void LastKnownGood(string? error)
    {
        lock (_lock) _lastKnownGoodError = error;
    }

    public SubscriptionStatus Status(DmsSnapshot? running)
    {
        var claimsAge = Claims.Current;
        lock (_lock)
        {
            return new SubscriptionStatus
            {
                State = _state,
                StateSince = _stateSince,
                Running = running?.Position.ToPublic(),
                VerifiedBy = running?.Release.VerifiedBy,
                Latest = _latest?.ToPublic(),
                LastHeartbeat = _lastHeartbeat,
                HeartbeatAge = _lastHeartbeat is null ? null : _lastHeartbeatAge + _time.GetElapsedTime(_lastHeartbeatTimestamp),
                ClaimsAge = claimsAge,
                AreClaimsTooOld = claimsAge > _maxClaimsAge,
                Problem = _problem,
                ConnectionError = _connectionError,
                LastKnownGoodError = _lastKnownGoodError,
            };
        }
    }

    private void Enter(SubscriptionState state, string? error)
    {
        lock (_lock)
        {
            // An attempt after the other is one silence: only hearing the sidecar, and losing it, begins a new time.
            if (_state == SubscriptionState.Connected != (state == SubscriptionState.Connected))
                _stateSince = _time.GetUtcNow();
            _state = state;
            _connectionError = error;
        }
    }
}
