using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The subscribers of a relay as its upstream is told of them.</summary>
internal static class RelayedStandings
{
    /// <summary>Those who are connected first, by name, and no more than an upstream takes.</summary>
    /// <returns>The standings, and how many connected subscribers were left out.</returns>
    public static (IReadOnlyDictionary<SubscriberName, Standing> Standings, int Unreported) Of(
        IReadOnlyList<SubscriberRecord> records, DateTimeOffset now, TimeSpan silentAfter)
    {
        // One that came through so many relays already would be refused above.
        var standings = records.Where(record => record.Via.Count < Protocol.MaxHops)
            .OrderByDescending(IsConnected).ThenBy(record => record.Subscriber.Name, StringComparer.Ordinal).ToArray();
        return (
            standings.Take(Protocol.MaxStandings).ToDictionary(record => record.Subscriber, record => Of(record, IsConnected(record))),
            standings.Skip(Protocol.MaxStandings).Count(IsConnected));

        bool IsConnected(SubscriberRecord record) => record.Streams > 0 && now - record.LastHeard <= silentAfter;
    }

    private static Standing Of(SubscriberRecord record, bool isConnected) => new()
    {
        Subscriber = record.Subscriber.Name,
        Instance = record.Subscriber.Instance,
        Labels = { record.Labels.ToDictionary() },
        Connected = isConnected,
        Relay = record.IsRelay,
        Via = { record.Via },
        Position = record.Reported?.ToWire(),
        Outcome = record.Outcome,
        Code = record.Code,
        Reason = record.Reason,
        Running = record.Running?.ToWire(),
        ElapsedMicroseconds = (ulong)record.Elapsed.TotalMicroseconds,
    };
}
