using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Signing;
using Testing;

namespace SchemaClaimsSidecar.Tests.Relay;

/// <summary>A relay without its loop: one stream after the other, each from an upstream that a test plays.</summary>
internal sealed class RelayRig : IDisposable
{
    public static readonly SidecarIdentity Self = new("relay", "relay-instance");

    private readonly TemporaryFolder _folder = new();
    private readonly SigningOptions _signing;
    private readonly RejectedReleases _rejections = new();
    private readonly DamagedReleases _damaged = new();
    private readonly UpstreamHoldings _holdings = new();

    public RelayRig(SigningOptions? signing = null)
    {
        _signing = signing ?? new SigningOptions();
        Copy = OpenCopy();
        Freshness = new ClaimsFreshness(_folder["claims.confirmed"], Time);
        Standing = new RelayStanding(Time, NullLogger<RelayStanding>.Instance);
        Supply = new RelaySupply(Hub, Freshness, Time);
        Serving = new RelayServing(Hub, Copy, History, Freshness, NullLogger<RelayServing>.Instance);
    }

    public ManualTimeProvider Time { get; } = new();

    public ReleaseHub Hub { get; } = new();

    public RelayHistory History { get; } = new();

    public LocalCopy Copy { get; }

    public ClaimsFreshness Freshness { get; }

    public RelayStanding Standing { get; }

    public RelaySupply Supply { get; }

    public RelayServing Serving { get; }

    /// <summary>The generations that are offered to everybody and to a part of the fleet.</summary>
    public (long? Everybody, long? Canary) Offered =>
        (Hub.Offering.Base?.Release.Position.Generation, Hub.Offering.Canary?.Release.Position.Generation);

    public UpstreamStream Open(FakeUpstream upstream, bool hasAlternatives = false)
    {
        Standing.Trying(upstream.Address);
        return new UpstreamStreamFactory(
            Self, _holdings, new RelayTrust(_signing, new RelayOptions()).Checks, _damaged, _rejections, Serving, Supply,
            new RelayFreshness(Freshness, NullLogger<RelayFreshness>.Instance), Standing, Options.Create(new RelayOptions()), Time)
            .Create(upstream, hasAlternatives, Standing.Connected);
    }

    /// <summary>Follows an upstream that says no more than it has said until the stream ends; returns why it did.</summary>
    public async Task<string> FollowAsync(FakeUpstream upstream)
    {
        upstream.End();
        return await Open(upstream).FollowAsync(default);
    }

    /// <summary>What the next process would start from.</summary>
    public IReadOnlyList<long> Kept()
    {
        Copy.Dispose();
        using var copy = OpenCopy();
        return [.. copy.Releases.Select(release => release.Release.Position.Generation)];
    }

    public void Dispose()
    {
        Copy.Dispose();
        _folder.Dispose();
    }

    private LocalCopy OpenCopy() => LocalCopy.Open(_folder["copy"], NullLogger<LocalCopy>.Instance);
}
