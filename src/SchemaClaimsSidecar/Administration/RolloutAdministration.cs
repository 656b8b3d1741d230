using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using Release = SchemaClaims.Contracts.Release;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What an administrator does with releases that are there already.</summary>
internal sealed class RolloutAdministration(
    ReleasePublisher publisher, IReleaseStore store, ReleaseHistory history, ReleaseHub hub, RolloutReach reach, ReleaseAnswers answers,
    IOptions<ClaimsOptions> claims, TimeProvider time)
{
    /// <exception cref="RolloutException">The generation is not in the history or is forgotten, or something is being rolled out.</exception>
    /// <exception cref="RpcException">What is asked for cannot be meant, or the snapshot is damaged.</exception>
    public async Task<Published> RollbackAsync(RollbackRequest request, string by, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var rollout = WireRollouts.Read(request.Rollout);
        var release = await history.FindAsync(request.Generation, cancellationToken).ConfigureAwait(false)
            ?? throw new RolloutException(await history.NotThereAsync(request.Generation, cancellationToken).ConfigureAwait(false));
        var snapshot = await history.ReadAsync(release, "be published again", cancellationToken).ConfigureAwait(false);

        // A source would bring its claims back at the next refresh, and a part of the fleet must not lose what the others get.
        var keepsClaims = hub.Current is not null && (rollout is not null || claims.Value.Source != ClaimsSourceKind.Upload);
        var reason = $"to release {request.Generation}" + (request.Reason.Length == 0 ? "" : $": {request.Reason}");
        var outcome = await publisher.PublishAsync(
            new Proposal(
                SchemaContent.Of(snapshot), keepsClaims ? null : ClaimsContent.Of(snapshot), [], ReleaseKinds.Rollback, by, reason,
                rollout),
            cancellationToken).ConfigureAwait(false);

        var published = WirePublished.Of(outcome, [], began, time.GetUtcNow());
        published.Rollout = rollout is null || published.Unchanged ? null : reach.Current();
        published.ClaimsKept = keepsClaims;
        return published;
    }

    /// <exception cref="RolloutException">Nothing is being rolled out.</exception>
    public Task<Published> PromoteAsync(PromoteRequest request, string by, CancellationToken cancellationToken) =>
        DecideAsync(publisher.PromoteAsync(new RolloutDecision(by, request.Reason), cancellationToken));

    /// <exception cref="RolloutException">Nothing is being rolled out.</exception>
    public Task<Published> AbortAsync(AbortRequest request, string by, CancellationToken cancellationToken) =>
        DecideAsync(publisher.AbortAsync(new RolloutDecision(by, request.Reason), cancellationToken));

    /// <summary>The releases, newest first, with what was answered to them.</summary>
    public async Task<ListReleasesResponse> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var forgotten = await store.ReadForgottenAsync(cancellationToken).ConfigureAwait(false);
        var releases = await store.ListAsync(limit, cancellationToken).ConfigureAwait(false);
        return new ListReleasesResponse
        {
            Releases = { releases.Select(release => Describe(release, forgotten)) },
            Upstream = (store as RelayStore)?.Upstream ?? "",
        };
    }

    /// <exception cref="RpcException">NOT_FOUND.</exception>
    public async Task<ReadReleaseResponse> ReadReleaseAsync(ReadReleaseRequest request, CancellationToken cancellationToken)
    {
        var release = await history.FindAsync(request.Generation, cancellationToken).ConfigureAwait(false) ?? throw new RpcException(
            new Status(StatusCode.NotFound, await history.NotThereAsync(request.Generation, cancellationToken).ConfigureAwait(false)));
        var forgotten = await store.ReadForgottenAsync(cancellationToken).ConfigureAwait(false);
        return new ReadReleaseResponse
        {
            Release = Describe(release, forgotten),
            Answers = { answers.To(release.Position).Select(WireReleases.Of) },
        };
    }

    private SchemaClaims.V1.Release Describe(Release release, ForgottenReleases forgotten)
    {
        var wire = WireReleases.Of(release, answers.To(release.Position));
        wire.Forgotten = forgotten.Contains(release.Position.Generation);
        return wire;
    }

    private async Task<Published> DecideAsync(Task<PublishOutcome> decision)
    {
        var began = time.GetUtcNow();
        return WirePublished.Of(await decision.ConfigureAwait(false), [], began, time.GetUtcNow());
    }
}
