using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>The standing with the shared store as the administration protocol carries it.</summary>
internal sealed class SharedStoreStatus(FleetStanding standing, PostgresStore store, LocalCopy copy)
{
    /// <summary>Completes when it may be another.</summary>
    public Task NextChange => standing.Changed.Next;

    /// <summary>What an administrator must be told; empty when all is well.</summary>
    public string Alarm => standing.Current.Alarm;

    public StoreStatus Read()
    {
        var now = standing.Current;
        return new StoreStatus
        {
            Name = store.Name,
            Connected = now.IsConnected,
            Since = Timestamp.FromDateTimeOffset(now.Since),
            LastPoll = now.LastPoll is { } at ? Timestamp.FromDateTimeOffset(at) : null,
            Newest = now.Newest?.ToWire(),
            Failure = now.Failure,
            Listening = now.IsListening,
            RefreshesClaims = now.RefreshesClaims,
            CopyFailure = copy.Failure,
        };
    }
}
