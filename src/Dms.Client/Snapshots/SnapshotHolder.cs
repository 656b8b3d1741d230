using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Dms.Client.Subscription;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Dms.Client.Snapshots;

/// <summary>
/// Holds the one reference that requests read. A publication is one volatile write; whoever wants to hear of it is told in the
/// background, so that no subscriber's code can hold up or break the next one.
/// </summary>
internal sealed class SnapshotHolder(SubscriptionMonitor monitor, ILogger<SnapshotHolder> logger) : ISnapshots
{
    private readonly Lock _publishing = new();
    private bool _refusesClaims;
    private volatile DmsSnapshot? _current;
    private volatile SnapshotChange _nextChange = new();

    public DmsSnapshot Current => _current ?? throw new SnapshotUnavailableException();

    public SubscriptionStatus Status => monitor.Status(_current);

    public bool TryGetCurrent([NotNullWhen(true)] out DmsSnapshot? snapshot)
    {
        snapshot = _current;
        return snapshot is not null;
    }

    public async Task<DmsSnapshot> WaitForFirstAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // The change is taken before the snapshot is looked at, so that no publication falls between the two.
            var next = _nextChange;
            if (_current is { } current)
                return current;
            await next.Happened.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public IChangeToken Watch() => new CancellationChangeToken(_nextChange.Token);

    public async IAsyncEnumerable<DmsSnapshot> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DmsSnapshot? seen = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = _nextChange;
            if (_current is { } current && current != seen)
            {
                seen = current;
                yield return current;
            }
            else
            {
                await next.Happened.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Puts a snapshot into use; while claims are refused, with claims that are.</summary>
    public void Publish(DmsSnapshot snapshot)
    {
        lock (_publishing)
            Use(_refusesClaims ? snapshot.RefusingClaims() : snapshot);
    }

    /// <summary>Has the claims refused, or not any more, of the snapshot in use and of those to come.</summary>
    public void RefuseClaims(bool refuse)
    {
        lock (_publishing)
        {
            if (refuse == _refusesClaims)
                return;
            _refusesClaims = refuse;
            if (_current is { } current)
                Use(refuse ? current.RefusingClaims() : current.WithClaimsInForce);
        }
    }

    private void Use(DmsSnapshot snapshot)
    {
        _current = snapshot;
        var change = _nextChange;
        _nextChange = new SnapshotChange();
        change.Announce(exception => Log.CallbackFailed(logger, exception));
    }
}
