using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using Position = SchemaClaims.Contracts.Position;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Subscribers as the administration protocol carries them.</summary>
internal static class WireSubscribers
{
    public static Subscriber Of(SubscriberRecord record, Position? meant, Subscriber.Types.State state) => new()
    {
        Name = record.Subscriber.Name,
        Instance = record.Subscriber.Instance,
        State = state,
        StateSince = Timestamp.FromDateTimeOffset(record.Since),
        Running = record.Running?.ToWire(),
        Reported = record.Reported?.ToWire(),
        Code = record.Code,
        Reason = record.Reason,
        LastHeard = Timestamp.FromDateTimeOffset(record.LastHeard),
        ElapsedMicroseconds = (ulong)record.Elapsed.TotalMicroseconds,
        Meant = meant?.ToWire(),
        Labels = { record.Labels.ToDictionary() },
        Via = { record.Via },
        Relay = record.IsRelay,
    };
}
