using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>
/// The store as one of many sidecars publishes to it: not while it is away or another history stands in its place, and whoever was not
/// the first knows what the first published before it hears of it.
/// </summary>
internal sealed class SharedStore(
    PostgresStore store, StoreFollower follower, ReleaseHub hub, LocalCopy copy, FleetStanding standing, IOptions<FleetOptions> options)
    : IReleaseStore
{
    public string Epoch => store.Epoch;

    public ValueTask<StoredRelease?> ReadCurrentAsync(CancellationToken cancellationToken) => store.ReadCurrentAsync(cancellationToken);

    public async Task<Release> AppendAsync(NewRelease release, CancellationToken cancellationToken)
    {
        if (!standing.Current.IsConnected || hub.Newest is null)
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        if (standing.Current.Replaced is { Length: > 0 } replaced)
            throw new HistoryReplacedException(replaced);
        if (release.ExpectedEpoch is null && hub.Offering.Newest is { } newest)
            throw new ReleaseConflictException(release.ExpectedGeneration, newest);
        if (release.Kind == ReleaseKinds.Claims && standing.Current.Damage is { Length: > 0 } damage)
            throw new StoreUnavailableException($"The newest release cannot be read, so its schema cannot be kept. {damage}");
        try
        {
            return await AppendAndKeepAsync(release, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is ReleaseConflictException or HistoryReplacedException)
        {
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            // Another sidecar may have accepted the other history in the meantime.
            if (lost is HistoryReplacedException && standing.Current.Replaced.Length == 0)
                throw new ReleaseConflictException(release.ExpectedGeneration, hub.Offering.Newest);
            throw;
        }
    }

    public Task<IReadOnlyList<Release>> ListAsync(int limit, CancellationToken cancellationToken) =>
        store.ListAsync(limit, cancellationToken);

    public Task<Snapshot?> ReadSnapshotAsync(Digest snapshotId, CancellationToken cancellationToken) =>
        store.ReadSnapshotAsync(snapshotId, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadInputAsync(Digest digest, CancellationToken cancellationToken) =>
        store.ReadInputAsync(digest, cancellationToken);

    public Task<ForgottenReleases> ReadForgottenAsync(CancellationToken cancellationToken) => store.ReadForgottenAsync(cancellationToken);

    public Task<StoreCollection> ForgetAsync(ForgottenReleases forgotten, CancellationToken cancellationToken) =>
        store.ForgetAsync(forgotten, cancellationToken);

    public Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken) => store.VerifyAsync(cancellationToken);

    /// <summary>Whom the history names as the publisher; what repeats a release names its publisher, who has a pod already.</summary>
    public string NameOf(string by) => by.Contains(" on ", StringComparison.Ordinal) ? by : $"{by} on {options.Value.Pod}";

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync().ConfigureAwait(false);
        copy.Dispose();
    }

    private async Task<Release> AppendAndKeepAsync(NewRelease release, CancellationToken cancellationToken)
    {
        var named = release with { PublishedBy = NameOf(release.PublishedBy) };
        var stored = await store.AppendAsync(named, cancellationToken).ConfigureAwait(false);
        var next = hub.Offering.After(new StoredRelease(stored, release.Snapshot));
        if (next.Newest?.Position == stored.Position)
            await Task.Run(() => copy.Keep([.. next.Releases]), CancellationToken.None).ConfigureAwait(false);
        return stored;
    }

    // What is damaged can be published anew.
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await follower.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreDamagedException)
        {
            // The standing shows it.
        }
        catch (StoreUnavailableException away)
        {
            throw new StoreUnavailableException($"Nothing was published. {away.Message}", away) { MayPass = away.MayPass };
        }
    }
}
