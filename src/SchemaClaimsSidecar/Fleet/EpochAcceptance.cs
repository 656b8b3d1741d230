using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>
/// Lets an administrator accept that the store's history is another than the one that is served. From then on it has a new name, so that
/// no generation means two things, and its releases say whose place it took: by that sidecars and clients follow it.
/// </summary>
internal sealed class EpochAcceptance(
    PostgresStore store, SharedStore shared, StoreFollower follower, ReleaseHub hub, ILogger<EpochAcceptance> log,
    IReleaseSigner? signer = null)
{
    // So many replacements ago, no client runs the history any more.
    private const int MostReplaced = 16;

    /// <param name="request">What is accepted, by whom and why.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first release of the new history.</returns>
    /// <exception cref="HistoryReplacedException">There is nothing to accept, or not what the request names.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    /// <exception cref="StoreDamagedException">The newest release of the store cannot be read; nothing has changed.</exception>
    /// <exception cref="ReleaseConflictException">Somebody else was first; nothing has changed.</exception>
    public async Task<Release> AcceptAsync(EpochRequest request, CancellationToken cancellationToken)
    {
        var served = hub.Offering.Newest;
        var head = await store.ReadHeadAsync(served?.Record.Generation, cancellationToken).ConfigureAwait(false);
        if (HistoryCheck.WhyReplaced(served, head) is null)
            throw new HistoryReplacedException("The store goes on from what is served: there is nothing to accept.");
        if (request.Epoch is { } named && named != head.Epoch)
        {
            var found = head.Epoch is null ? "no history" : $"the history {head.Epoch}";
            throw new HistoryReplacedException($"The store holds {found}, not {named}. Look at `status` again.");
        }

        if (head.Epoch is null)
        {
            await store.BeginAsync(cancellationToken).ConfigureAwait(false);
            head = await store.ReadHeadAsync(served?.Record.Generation, cancellationToken).ConfigureAwait(false);
        }

        var release = await RenewAsync(request, served!, head, cancellationToken).ConfigureAwait(false);
        FleetLog.Accepted(log, head.Epoch, release.Record.PublishedBy, served!.Record.Epoch, release.Position);
        await follower.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return release;
    }

    private async Task<Release> RenewAsync(EpochRequest request, Release served, StoreHead head, CancellationToken cancellationToken)
    {
        // An emptied store gets back what is served: nobody loses anything by accepting it.
        var snapshot = request.KeepServed || head.Newest is null
            ? hub.Current?.Snapshot ?? throw new StoreUnavailableException("What is served for everybody cannot be read: publish a schema.")
            : (await store.ReadReleaseAsync(head.Newest, cancellationToken).ConfigureAwait(false)).Snapshot;
        string[] replaces =
        [
            .. new[] { served.Record.Epoch, head.Epoch! }.Concat(served.Record.Replaces ?? []).Concat(head.Newest?.Record.Replaces ?? [])
                .Distinct().Take(MostReplaced),
        ];
        store.Follow(head.Epoch!);
        return await store.RenewAsync(
            new NewRelease(head.Generation, snapshot, [], ReleaseKinds.AcceptEpoch, shared.NameOf(request.By), request.Reason)
            {
                Signer = signer,
            },
            new EpochRenewal(StoreIdentity.NewEpoch(), replaces), cancellationToken).ConfigureAwait(false);
    }
}
