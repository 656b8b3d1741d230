using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>The door that everything is published through: one at a time, durable first, then to the subscribers.</summary>
internal sealed partial class ReleasePublisher(IReleaseStore store, ReleaseHub hub, ILogger<ReleasePublisher> log) : IDisposable
{
    private readonly SemaphoreSlim _door = new(1);

    /// <summary>What a proposal would change; nothing is stored.</summary>
    public PublishOutcome Compare(Proposal proposal)
    {
        var current = hub.Current;
        var composed = SnapshotComposer.Compose(proposal.Schema, proposal.Claims, current?.Snapshot);
        return new PublishOutcome(current?.Release.Position, composed);
    }

    /// <summary>Stores and publishes a proposal; one that changes nothing makes no release. Once it is being stored it is not cancelled any more.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    /// <exception cref="ReleaseConflictException">Somebody else has published in the meantime; nothing has changed.</exception>
    public async Task<PublishOutcome> PublishAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var compared = Compare(proposal);
            if (compared.Composed.IsUnchanged)
                return compared;
            var snapshot = compared.Composed.Snapshot;
            var expected = await LatestGenerationAsync(cancellationToken).ConfigureAwait(false);
            if (proposal.Schema is null && hub.Current is null && expected > 0)
                throw new StoreUnavailableException("The current release cannot be read, so its schema cannot be kept: publish the schema again.");
            var release = await store.AppendAsync(
                new NewRelease(expected, snapshot, proposal.Documents, proposal.Kind, proposal.By, proposal.Reason), CancellationToken.None)
                .ConfigureAwait(false);
            hub.Publish(new StoredRelease(release, snapshot));
            LogPublished(release.Position.Generation, release.Position.Epoch, snapshot.Id, proposal.Kind, proposal.By);
            return compared with { Latest = release.Position };
        }
        finally
        {
            _door.Release();
        }
    }

    public void Dispose() => _door.Dispose();

    // While the current release cannot be read nothing is served, but the store still counts on from it.
    private async ValueTask<long> LatestGenerationAsync(CancellationToken cancellationToken)
    {
        if (hub.Current is { } current)
            return current.Release.Position.Generation;
        var newest = await store.ListAsync(1, cancellationToken).ConfigureAwait(false);
        return newest.Count == 0 ? 0 : newest[0].Position.Generation;
    }

    [LoggerMessage(2100, LogLevel.Information, "Release {Generation} of epoch {Epoch} is published: snapshot {Snapshot}, {Kind} by {By}")]
    private partial void LogPublished(long generation, string epoch, SchemaClaims.Contracts.Digest snapshot, string kind, string by);
}
