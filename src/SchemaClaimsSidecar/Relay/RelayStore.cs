using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Relay;

/// <summary>What a relay has in the place of a store: what it was sent. It takes no release but from its upstream.</summary>
internal sealed class RelayStore(
    ReleaseHub hub, LocalCopy copy, RelayHistory history, RelayStanding standing, IOptions<StoreOptions> options) : IReleaseStore
{
    /// <summary>The history of what is served; empty before the first release.</summary>
    public string Epoch => hub.Newest?.Epoch ?? "";

    /// <summary>Where to ask for what a relay does not do.</summary>
    public string Upstream => standing.Current.Upstream is { Length: > 0 } followed ? followed : options.Value.Upstreams[0];

    /// <summary>What an administrator is told who asks for more than a relay does.</summary>
    public string Refusal =>
        $"This sidecar is a relay (Store:Kind is Relay): it serves on what it is sent by {Upstream}, and nothing is published here. "
        + "Ask there.";

    public ValueTask<StoredRelease?> ReadCurrentAsync(CancellationToken cancellationToken) => ValueTask.FromResult(hub.Current);

    public Task<Release> AppendAsync(NewRelease release, CancellationToken cancellationToken) =>
        Task.FromException<Release>(new StoreUnavailableException(Refusal));

    public Task<IReadOnlyList<Release>> ListAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Release>>([.. history.NewestFirst.Take(limit)]);

    public Task<Snapshot?> ReadSnapshotAsync(Digest snapshotId, CancellationToken cancellationToken) =>
        Task.FromResult(hub.Offering.Releases.FirstOrDefault(release => release.Snapshot.Id == snapshotId)?.Snapshot);

    public Task<ReadOnlyMemory<byte>?> ReadInputAsync(Digest digest, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(null);

    /// <summary>All but what is served: nothing else is kept.</summary>
    public Task<ForgottenReleases> ReadForgottenAsync(CancellationToken cancellationToken) => Task.FromResult(new ForgottenReleases(
        hub.Newest?.Generation ?? 0, hub.Offering.Releases.Select(release => release.Release.Position.Generation).ToHashSet()));

    public Task<StoreCollection> ForgetAsync(ForgottenReleases forgotten, CancellationToken cancellationToken) =>
        Task.FromException<StoreCollection>(new StoreUnavailableException(Refusal));

    public Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken) => Task.Run(copy.Verify, cancellationToken);

    public ValueTask DisposeAsync()
    {
        copy.Dispose();
        return ValueTask.CompletedTask;
    }
}
