using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Relay;

/// <summary>Makes one stream after the other over the same holdings.</summary>
internal sealed class UpstreamStreamFactory(
    SidecarIdentity self, UpstreamHoldings holdings, OfferChecks checks, DamagedReleases damaged, RejectedReleases rejections,
    RelayServing serving, RelaySupply supply, RelayFreshness freshness, RelayStanding standing, IOptions<RelayOptions> options,
    TimeProvider time)
{
    public UpstreamStream Create(IUpstream upstream, bool hasAlternatives, Action onConnected) =>
        new(upstream, self, holdings, checks, damaged, rejections, serving, supply, freshness, standing, options, time)
        {
            HasAlternatives = hasAlternatives,
            OnConnected = onConnected,
        };
}
