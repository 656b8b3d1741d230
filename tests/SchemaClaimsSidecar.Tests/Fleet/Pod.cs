using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage.Postgres;
using SchemaClaimsSidecar.Tests.Distribution;

namespace SchemaClaimsSidecar.Tests.Fleet;

/// <summary>One sidecar of a fleet, as far as it follows a shared store and publishes to it.</summary>
internal sealed class Pod : IAsyncDisposable
{
    private readonly ReleasePublisher _publisher;
    private readonly EpochAcceptance _acceptance;

    /// <param name="name">What it is called.</param>
    /// <param name="folder">The folder of its local copy.</param>
    /// <param name="connectionString">The shared store.</param>
    public Pod(string name, string folder, string connectionString)
    {
        var options = new PostgresStoreOptions { ConnectionString = connectionString, ConnectTimeout = TimeSpan.FromSeconds(5) };
        Copy = LocalCopy.Open(Path.Combine(folder, name), NullLogger<LocalCopy>.Instance);
        Store = PostgresStoreOpener.Create(
            options, Copy.Releases is [.., var newest] ? newest : null, TimeProvider.System, NullLogger<PostgresStore>.Instance);
        Freshness = new ClaimsFreshness(Path.Combine(folder, name + ".confirmed"), TimeProvider.System);
        Standing = new FleetStanding(TimeProvider.System, NullLogger<FleetStanding>.Instance);
        Follower = new StoreFollower(
            Store, Hub, Copy, Standing, Freshness, Options.Create(new ClaimsOptions { Source = ClaimsSourceKind.Cms }),
            NullLogger<StoreFollower>.Instance);
        Shared = new SharedStore(Store, Follower, Hub, Copy, Standing, Options.Create(new FleetOptions { Pod = name }));
        Turn = new RefreshTurn(Store, Hub);
        _publisher = new ReleasePublisher(Shared, Hub, NullLogger<ReleasePublisher>.Instance);
        _acceptance = new EpochAcceptance(Store, Shared, Follower, Hub, NullLogger<EpochAcceptance>.Instance);
        foreach (var release in Copy.Releases)
            Hub.Publish(release);
    }

    public PostgresStore Store { get; }

    public ReleaseHub Hub { get; } = new();

    public LocalCopy Copy { get; }

    public FleetStanding Standing { get; }

    public StoreFollower Follower { get; }

    public SharedStore Shared { get; }

    public RefreshTurn Turn { get; }

    public ClaimsFreshness Freshness { get; }

    /// <summary>The newest release that it offers.</summary>
    public Position? Newest => Hub.Offering.Newest?.Position;

    /// <summary>What everybody is offered.</summary>
    public string? Schema => TextOf(Hub.Offering.Base?.Snapshot);

    /// <summary>What those to whom something is rolled out are offered.</summary>
    public string? Canary => TextOf(Hub.Offering.Canary?.Snapshot);

    public Task CatchUpAsync() => Follower.CatchUpAsync(default);

    /// <summary>Publishes a schema that consists of one text.</summary>
    public async Task<Position> PublishAsync(string schema, string? rollout = null)
    {
        var content = new SchemaContent(schema, "2026", [], [Releases.Part("dependencies", schema)]);
        var outcome = await _publisher.PublishAsync(
            new Proposal(content, null, [], ReleaseKinds.Upload, "ann", "", rollout is null ? null : new RolloutRecord(rollout)), default);
        return outcome.Latest!.Value;
    }

    public Task PromoteAsync(RolloutDecision decision) => _publisher.PromoteAsync(decision, default);

    /// <summary>Publishes claims that consist of one text.</summary>
    public Task PublishClaimsAsync(string claims) => _publisher.PublishAsync(
        new Proposal(null, new ClaimsContent([], [Releases.Part("claims", claims)]), [], ReleaseKinds.Claims, "ann", ""), default);

    public Task<Release> AcceptAsync(string? epoch = null, bool keepServed = false) =>
        _acceptance.AcceptAsync(new EpochRequest(epoch, keepServed, "ann", "restored"), default);

    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        await Shared.DisposeAsync();
        Follower.Dispose();
    }

    private static string? TextOf(Snapshot? snapshot) => snapshot is null ? null : string.Join(
        ' ', snapshot.Parts.Reverse().Select(part => System.Text.Encoding.UTF8.GetString(part.Content.Span)));
}
