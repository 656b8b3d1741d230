using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dms.Client.Gates;

/// <summary>Holds a snapshot at the gates until all of them are open, or a newer release takes its place.</summary>
internal sealed class GateKeeper(
    IEnumerable<ISnapshotGate> gates, ReleaseOutcomes outcomes, IOptions<DmsSnapshotsOptions> options, TimeProvider time,
    ILogger<GateKeeper> logger)
{
    private readonly ISnapshotGate[] _gates = [.. gates];

    /// <returns>Whether the snapshot may be used; false when a newer release waits in the inbox.</returns>
    public async Task<bool> PassAsync(DmsSnapshot candidate, DmsSnapshot? running, ReleaseInbox inbox, CancellationToken cancellationToken)
    {
        if (_gates.Length == 0)
            return true;
        using var superseded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var passing = PassAsync(candidate, running, superseded.Token);
        var newer = inbox.WaitForNextAsync(superseded.Token);
        await Task.WhenAny(passing, newer).ConfigureAwait(false);
        await superseded.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(passing, newer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (passing.IsCompletedSuccessfully)
            return true;
        cancellationToken.ThrowIfCancellationRequested();
        Log.Superseded(logger, candidate.Position);
        return false;
    }

    private async Task PassAsync(DmsSnapshot candidate, DmsSnapshot? running, CancellationToken cancellationToken)
    {
        var retry = Backoff.Endless(
            options.Value.GateRetryDelay, options.Value.MaxGateRetryDelay, time,
            (attempt, delay, closed) => outcomes.Held(candidate.Position, closed.Message, candidate.Candidate.OfferedAt, attempt, delay));
        await retry.ExecuteAsync(token => CheckAllAsync(candidate, running, token), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CheckAllAsync(DmsSnapshot candidate, DmsSnapshot? running, CancellationToken cancellationToken)
    {
        foreach (var gate in _gates)
            await CheckAsync(gate, candidate, running, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CheckAsync(ISnapshotGate gate, DmsSnapshot candidate, DmsSnapshot? running, CancellationToken cancellationToken)
    {
        var limit = options.Value.GateTimeout;
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // A gate that ignores its token must not hold up a newer release either.
            var check = Task.Run(() => gate.CheckAsync(candidate, running, either.Token).AsTask(), CancellationToken.None);
            var result = await check.WaitAsync(either.Token).ConfigureAwait(false);
            if (!result.IsOpen)
                throw new GateClosedException($"Gate '{gate.Name}' is closed: {result.Reason}");
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GateClosedException($"Gate '{gate.Name}' did not answer within {limit}.", exception);
        }
        catch (Exception exception) when (exception is not GateClosedException && !cancellationToken.IsCancellationRequested)
        {
            throw new GateClosedException($"Gate '{gate.Name}' failed: {exception.Message}", exception);
        }
    }
}
