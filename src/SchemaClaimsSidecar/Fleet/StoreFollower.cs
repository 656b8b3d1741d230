using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>
/// Brings what others have published to this sidecar's subscribers: reads what is missing, keeps it in the local copy, offers it.
/// A store that went backwards is shown, and not followed.
/// </summary>
internal sealed class StoreFollower(
    PostgresStore store, ReleaseHub hub, LocalCopy copy, FleetStanding standing, ClaimsFreshness freshness, IOptions<ClaimsOptions> claims,
    ILogger<StoreFollower> log, FleetMetrics? metrics = null) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Pulses when there may be news.</summary>
    public ChangeSignal News { get; } = new();

    /// <summary>Asks the store now; afterwards everything that it held is offered, or its standing says why not.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    /// <exception cref="StoreDamagedException">What it holds is damaged.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreDamagedException or HistoryReplacedException)
        {
            standing.Failed(failure);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var served = hub.Offering.Newest;
        StoreHead head;
        using (metrics?.BeginPoll())
            head = await store.ReadHeadAsync(served?.Record.Generation, cancellationToken).ConfigureAwait(false);
        if (served is null && head.Epoch != store.Epoch)
        {
            await store.BeginAsync(cancellationToken).ConfigureAwait(false);
            head = await store.ReadHeadAsync(known: null, cancellationToken).ConfigureAwait(false);
        }

        if (HistoryCheck.WhyReplaced(served, head) is { } why)
        {
            standing.Answered(head, Describe(why, served!));
            return;
        }

        if (head.Newest is { } newest && (served is null || newest.Follows(served.Position)))
            await FollowAsync(cancellationToken).ConfigureAwait(false);
        standing.Answered(head, replaced: "");
        Learn(head.ClaimsAge);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var state = await ReleaseStateReader.ReadAsync(store, cancellationToken).ConfigureAwait(false);
        var releases = new List<StoredRelease>();
        foreach (var release in state.Releases)
            releases.Add(await ReadAsync(release, cancellationToken).ConfigureAwait(false));
        if (releases is not [.., var newest])
            return;
        // What has been offered once must be there after a restart, whether the store is or not.
        await Task.Run(() => copy.Keep(releases), cancellationToken).ConfigureAwait(false);
        store.Follow(newest);
        if (hub.Publish(state, releases))
            FleetLog.Followed(log, newest.Release.Position, newest.Release.Record.Kind, newest.Release.Record.PublishedBy);
    }

    private async Task<StoredRelease> ReadAsync(Release release, CancellationToken cancellationToken)
    {
        try
        {
            return hub.Offering.Releases.FirstOrDefault(offered => offered.Release.Position == release.Position)
                ?? await store.ReadReleaseAsync(release, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreDamagedException)
        {
            hub.NoticeUnreadable(release);
            throw;
        }
    }

    // Uploaded claims do not age by themselves.
    private void Learn(TimeSpan? age)
    {
        if (age is not { } known || claims.Value.Source == ClaimsSourceKind.Upload)
            return;
        try
        {
            freshness.Learn(known);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            FleetLog.FreshnessNotKept(log, refused.Message);
        }
    }

    private string Describe(string why, Release served) =>
        $"The store {store.Name} is not followed: {why}, and this sidecar serves generation {served.Position}. Subscribers keep what they "
        + "have, and nothing is published. If the database was restored or replaced on purpose, say `accept-epoch`; else restore the "
        + "right one.";
}
