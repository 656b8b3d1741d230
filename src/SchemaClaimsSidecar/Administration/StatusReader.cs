using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Administration;

/// <summary>The sidecar's state as administrators see it.</summary>
internal sealed class StatusReader(
    ReleaseHub hub, SubscriberBoard board, RolloutReach reach, IReleaseStore store, ClaimsAdministration claims, ReleaseSigner signer,
    Alarms alarms, TlsCertificates certificates, IOptions<DistributionOptions> options, TimeProvider time, SharedStoreStatus? shared = null,
    UpstreamStatus? upstream = null)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>Completes at the next change, or when a subscriber may have fallen silent.</summary>
    public Task NextChangeAsync(CancellationToken cancellationToken) => Task.WhenAny(
        hub.Changed.Next, board.Changed.Next, claims.NextChange, shared?.NextChange ?? upstream?.NextChange ?? hub.Changed.Next,
        Task.Delay(options.Value.SilentAfter, time, cancellationToken));

    public SidecarStatus Read()
    {
        var offering = hub.Offering;
        var current = offering.Base;
        var now = time.GetUtcNow();
        var status = new SidecarStatus
        {
            Epoch = store.Epoch,
            Release = current is null ? null : WireReleases.Of(current.Release),
            StartedAt = Timestamp.FromDateTimeOffset(_startedAt),
            EffectiveSchemaHash = current?.Snapshot.Manifest.EffectiveSchemaHash ?? "",
            Alarm = current is null || offering.Newest?.Position != hub.Newest ? alarms.Current : "",
            Claims = claims.Status(),
            Rollout = reach.Current(),
            Signing = Of(signer.Standing),
            Store = shared?.Read(),
            Relay = upstream?.Read(),
        };
        if ((shared?.Alarm ?? upstream?.Alarm) is { Length: > 0 } alarm)
            status.Alarm = alarm;
        if (certificates.Alarm is { Length: > 0 } unusable)
            status.Alarm = string.Join(' ', new[] { status.Alarm, unusable }.Where(text => text.Length > 0));
        foreach (var record in board.Read())
        {
            // A relay has it all once it has the newest.
            var meant = record.IsRelay
                ? offering.Newest?.Position
                : offering.For(record.Subscriber.Name, record.Labels, record.Running)?.Release.Position;
            var standing = SubscriberStanding.Of(record, meant, now, options.Value.SilentAfter);
            status.Subscribers.Add(WireSubscribers.Of(record, meant, standing));
        }

        return status;
    }

    private static SigningStatus Of(SigningStanding standing) => new() { KeyIds = { standing.KeyIds }, Problem = standing.Problem };
}
