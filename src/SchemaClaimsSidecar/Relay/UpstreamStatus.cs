using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The standing with the upstream as the administration protocol carries it.</summary>
internal sealed class UpstreamStatus(
    RelayStanding standing, RelaySupply supply, LocalCopy copy, SidecarIdentity self, RelayTrust trust, IOptions<StoreOptions> options)
{
    /// <summary>Completes when it may be another.</summary>
    public Task NextChange => standing.Changed.Next;

    /// <summary>What an administrator must be told; empty when all is well.</summary>
    public string Alarm => standing.Current.Alarm;

    public RelayStatus Read()
    {
        var now = standing.Current;
        return new RelayStatus
        {
            Upstreams = { options.Value.Upstreams },
            Upstream = now.Upstream,
            Connected = now.IsConnected,
            Since = Timestamp.FromDateTimeOffset(now.Since),
            Age = supply.IsKnown ? Duration.FromTimeSpan(supply.Age) : null,
            Path = { supply.IsHeard ? supply.Path.Select(hop => hop.Name).Append(self.Name) : [] },
            Failure = now.Failure,
            Rejected = now.Rejected?.ToWire(),
            Code = now.Verdict?.Code ?? "",
            Reason = now.Verdict?.Reason ?? "",
            CopyFailure = copy.Failure,
            TrustedKeys = { trust.KeyIds },
            Unreported = (uint)now.Unreported,
        };
    }
}
