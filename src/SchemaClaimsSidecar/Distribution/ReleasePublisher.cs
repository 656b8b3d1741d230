using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>The door that everything is published through: one at a time, durable first, then to the subscribers.</summary>
internal sealed partial class ReleasePublisher(
    IReleaseStore store, ReleaseHub hub, ILogger<ReleasePublisher> log, IReleaseSigner? signer = null,
    PublicationMetrics? metrics = null) : IDisposable
{
    private readonly SemaphoreSlim _door = new(1);

    /// <summary>What a proposal would change; nothing is stored.</summary>
    /// <exception cref="RolloutException">It may not be published while something is rolled out, or not to a part of the fleet.</exception>
    /// <exception cref="BreakingChangeException">It would break clients, and is to be refused then.</exception>
    public PublishOutcome Compare(Proposal proposal)
    {
        var offering = hub.Offering;
        RolloutRules.Check(proposal, offering);
        var composed = SnapshotComposer.Compose(proposal.Schema, proposal.Claims, offering.Base?.Snapshot);
        if (composed.IsUnchanged && NeedsSignature(proposal, offering.Base))
            composed = composed with { IsUnchanged = false };
        if (proposal.RefuseBreaking && SnapshotComparer.Compare(composed.Current, composed.Snapshot) is { IsBreaking: true } comparison)
            throw new BreakingChangeException(offering.Base?.Release.Position, composed, comparison);
        return new PublishOutcome(offering.Base?.Release.Position, composed);
    }

    /// <summary>
    /// Stores and publishes a proposal; one that changes nothing makes no release, unless the current one lacks a signature. Once it is
    /// being stored it is not cancelled any more.
    /// </summary>
    /// <exception cref="RolloutException">It may not be published while something is rolled out, or not to a part of the fleet.</exception>
    /// <exception cref="BreakingChangeException">It would break clients, and is to be refused then.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    /// <exception cref="ReleaseConflictException">Somebody else has published in the meantime; nothing has changed.</exception>
    public Task<PublishOutcome> PublishAsync(Proposal proposal, CancellationToken cancellationToken) => InTurnAsync(
        async newest =>
        {
            var compared = Compare(proposal);
            if (!compared.Composed.IsUnchanged)
            {
                var release = await AppendAsync(proposal, compared.Composed.Snapshot, newest, cancellationToken).ConfigureAwait(false);
                compared = compared with { Latest = release };
            }

            if (proposal.Kind == ReleaseKinds.Claims)
                await TryRenewAsync(cancellationToken).ConfigureAwait(false);
            return compared;
        },
        cancellationToken);

    /// <summary>Publishes for everybody what is being rolled out.</summary>
    /// <exception cref="RolloutException">Nothing is being rolled out, or not what the decision is about.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    /// <exception cref="ReleaseConflictException">Somebody else has published in the meantime; nothing has changed.</exception>
    public Task<PublishOutcome> PromoteAsync(RolloutDecision decision, CancellationToken cancellationToken) => InTurnAsync(
        newest =>
        {
            var canary = InProgress(decision);
            // Claims that the canary has not been given yet stay in force.
            var claims = hub.Current is null ? ClaimsContent.Of(canary.Snapshot) : null;
            return DecideAsync(
                decision, canary, ReleaseKinds.Promote, SchemaContent.Of(canary.Snapshot), claims, newest, cancellationToken);
        },
        cancellationToken);

    /// <summary>Publishes for everybody what everybody runs to whom nothing is being rolled out.</summary>
    /// <inheritdoc cref="PromoteAsync"/>
    public Task<PublishOutcome> AbortAsync(RolloutDecision decision, CancellationToken cancellationToken) => InTurnAsync(
        newest =>
        {
            var canary = InProgress(decision);
            if (hub.Current is null)
                throw new RolloutException("The release to go back to cannot be read: promote instead, or restore the store.");
            return DecideAsync(decision, canary, ReleaseKinds.Abort, null, null, newest, cancellationToken);
        },
        cancellationToken);

    /// <summary>Gives the canary the claims of everybody where it lacks them: whoever published them may not have come so far.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    /// <exception cref="ReleaseConflictException">Somebody else has published in the meantime; nothing has changed.</exception>
    public Task RenewCanaryAsync(CancellationToken cancellationToken) =>
        InTurnAsync(newest => RenewAsync(newest, cancellationToken), cancellationToken);

    public void Dispose() => _door.Dispose();

    // Publishing the same again is how an administrator has it signed with a new key. Never claims, which come by themselves again and
    // again: sidecars with different keys would outdo one another without an end.
    private bool NeedsSignature(Proposal proposal, StoredRelease? current) =>
        signer is not null && current is not null && proposal is { Rollout: null, Kind: not ReleaseKinds.Claims }
        && !signer.HasSigned(current.Release);

    private StoredRelease InProgress(RolloutDecision decision)
    {
        var canary = hub.Offering.Canary ?? throw new RolloutException("Nothing is being rolled out.");
        return decision.Canary is null || decision.Canary == canary.Release.Position
            ? canary
            : throw new RolloutException($"Release {decision.Canary} is not being rolled out any more.");
    }

    private async Task<PublishOutcome> DecideAsync(
        RolloutDecision decision, StoredRelease canary, string kind, SchemaContent? schema, ClaimsContent? claims, Position? newest,
        CancellationToken cancellationToken)
    {
        var composed = SnapshotComposer.Compose(schema, claims, hub.Current?.Snapshot) with { IsUnchanged = false };
        var proposal = new Proposal(schema, claims, [], kind, decision.By, decision.Explain(canary.Release.Position));
        var release = await AppendAsync(proposal, composed.Snapshot, newest, cancellationToken).ConfigureAwait(false);
        return new PublishOutcome(release, composed);
    }

    // What was known before anything was compared: whatever has come since must not be overwritten unseen.
    private async Task<Position> AppendAsync(Proposal proposal, Snapshot snapshot, Position? newest, CancellationToken cancellationToken)
    {
        var expected = newest?.Generation ?? await NewestGenerationAsync(cancellationToken).ConfigureAwait(false);
        if (proposal.Schema is null && hub.Current is null && expected > 0)
        {
            throw new StoreUnavailableException(
                "The current release cannot be read, so its schema cannot be kept: publish the schema again.");
        }

        using var activity = SidecarTelemetry.Activities.StartActivity("publish");
        activity?.SetTag("kind", proposal.Kind);
        var release = await StoreAsync(
            new NewRelease(expected, snapshot, proposal.Documents, proposal.Kind, proposal.By, proposal.Reason, proposal.Rollout)
            {
                ExpectedEpoch = newest?.Epoch,
                Signer = signer,
            }).ConfigureAwait(false);
        activity?.SetTag("generation", release.Position.Generation);
        using (metrics?.Begin(PublicationStage.Offer))
            hub.Publish(new StoredRelease(release, snapshot));
        metrics?.Published(proposal.Kind);
        LogPublished(
            release.Position.Generation, release.Position.Epoch, snapshot.Id, proposal.Kind, proposal.By,
            proposal.Rollout?.To ?? "everybody");
        return release.Position;
    }

    private async Task<Release> StoreAsync(NewRelease release)
    {
        using var stage = metrics?.Begin(PublicationStage.Store);
        return await store.AppendAsync(release, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<bool> RenewAsync(Position? newest, CancellationToken cancellationToken)
    {
        if (hub.Offering is not { NeedsNewClaims: true, Base: { } current, Canary: { } canary })
            return false;
        var renewed = SnapshotComposer.Compose(null, ClaimsContent.Of(current.Snapshot), canary.Snapshot);
        var proposal = new Proposal(
            null, null, [], ReleaseKinds.Claims, current.Release.Record.PublishedBy,
            $"the claims of release {current.Release.Position.Generation}", canary.Release.Record.Rollout);
        await AppendAsync(proposal, renewed.Snapshot, newest, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // The claims themselves are published whatever comes of this, and it is attempted again.
    private async Task TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RenewAsync(hub.Newest, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or ReleaseConflictException)
        {
            LogNotRenewed(failure);
        }
    }

    // Where nothing is served yet there may be releases all the same.
    private async Task<long> NewestGenerationAsync(CancellationToken cancellationToken)
    {
        var newest = await store.ListAsync(1, cancellationToken).ConfigureAwait(false);
        return newest.Count == 0 ? 0 : newest[0].Position.Generation;
    }

    private async Task<T> InTurnAsync<T>(Func<Position?, Task<T>> action, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await action(hub.Newest).ConfigureAwait(false);
        }
        finally
        {
            _door.Release();
        }
    }

    [LoggerMessage(
        2100, LogLevel.Information, "Release {Generation} of epoch {Epoch} is published: snapshot {Snapshot}, {Kind} by {By}, for {Whom}")]
    private partial void LogPublished(long generation, string epoch, Digest snapshot, string kind, string by, string whom);

    [LoggerMessage(
        2101, LogLevel.Warning, "Those to whom a release is being rolled out do not have the newest claims yet; it is attempted again")]
    private partial void LogNotRenewed(Exception failure);
}
