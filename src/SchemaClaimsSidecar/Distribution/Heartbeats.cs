using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Rollout;
using Position = SchemaClaims.Contracts.Position;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What a heartbeat says. A relay says on what it was told, and how long ago: it never makes it younger.</summary>
internal sealed class Heartbeats(ClaimsFreshness claims, SidecarIdentity self, TimeProvider time, ISupply? supply = null)
{
    public SubscribeResponse Of(Position? latest) => new() { Heartbeat = Create(latest) };

    public SubscribeResponse ForRelay(Offering offering)
    {
        var heartbeat = Create(offering.Base?.Release.Position);
        heartbeat.Canary = offering.Canary?.Release.Position.ToWire();
        heartbeat.Path.Add(supply?.Path ?? []);
        heartbeat.Path.Add(new Hop { Name = self.Name, Instance = self.Instance });
        return new SubscribeResponse { Heartbeat = heartbeat };
    }

    private Heartbeat Create(Position? latest) => new()
    {
        Latest = latest?.ToWire(),
        SentAt = Timestamp.FromDateTimeOffset(supply?.SaidAt ?? time.GetUtcNow()),
        ClaimsAge = claims.Age is { } age ? Duration.FromTimeSpan(age) : null,
        Age = supply is null ? null : Duration.FromTimeSpan(supply.Age),
    };
}
