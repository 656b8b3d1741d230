using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Claims.Metadata;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;

namespace SchemaClaimsSidecar.Tests.Refresh;

/// <summary>A refresher with a scripted source, a real store and a clock that stands still.</summary>
internal sealed class RefreshRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileStore _store;
    private readonly ReleasePublisher _publisher;
    private readonly IOptions<ClaimsOptions> _options = Options.Create(new ClaimsOptions { Source = ClaimsSourceKind.Cms });

    public RefreshRig()
    {
        _store = FileStoreOpener.Open(_folder["store"], Time, NullLogger<FileStore>.Instance);
        _publisher = new ReleasePublisher(_store, Hub, NullLogger<ReleasePublisher>.Instance);
        Freshness = new ClaimsFreshness(_folder["claims.confirmed"], Time);
        Refresher = new ClaimsRefresher(
            Source, new RefreshPublication(_publisher, Hub), Freshness, new RefreshMetrics(new TestMeters(), Freshness), _options, Time,
            NullLogger<ClaimsRefresher>.Instance);
    }

    public ManualTimeProvider Time { get; } = new();

    public ScriptedSource Source { get; } = new();

    public ReleaseHub Hub { get; } = new();

    public ClaimsFreshness Freshness { get; }

    public ClaimsRefresher Refresher { get; }

    /// <summary>The claims that are published, as text by tenant.</summary>
    public IReadOnlyDictionary<string, string> Published => PublishedClaims.Of(Hub.Current?.Snapshot)
        .ToDictionary(tenant => tenant.Tenant ?? "", tenant => ClaimSets.Text(tenant.ClaimSets));

    public Task<RefreshOutcome> RefreshAsync(bool acceptShrinking = false) =>
        Refresher.RefreshAsync(new RefreshRequest("test", "", acceptShrinking), default).WaitAsync(TimeSpan.FromSeconds(30));

    public RefreshLoop NewLoop(IRefreshPeers? peers = null) =>
        new(Refresher, Source, Hub, Freshness, _options, Time, NullLogger<RefreshLoop>.Instance, peers);

    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
