using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>
/// The turn to refresh claims by itself, which one sidecar of the fleet has. Two that believe to have it do no harm: the store lets one
/// of them be the first.
/// </summary>
internal sealed class RefreshTurn(PostgresStore store, ReleaseHub hub) : IRefreshPeers
{
    private readonly ChangeSignal _begun = new();
    private volatile bool _isHeld;

    public bool IsHeld => _isHeld;

    public void Begin()
    {
        _isHeld = true;
        _begun.Pulse();
    }

    public void End() => _isHeld = false;

    public async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var begun = _begun.Next;
            if (_isHeld)
                return;
            await begun.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<string?> ConfirmAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (hub.Newest is { } newest)
                await store.ConfirmClaimsAsync(newest.Generation, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or HistoryReplacedException)
        {
            return failure.Message;
        }
    }
}
