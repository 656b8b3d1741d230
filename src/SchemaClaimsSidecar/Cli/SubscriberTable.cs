using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The subscribers for a person.</summary>
internal sealed class SubscriberTable(IReadOnlyCollection<Subscriber> subscribers, DateTimeOffset now, Colors colors)
{
    public void WriteTo(TextWriter output)
    {
        if (subscribers.Count == 0)
        {
            output.WriteLine("No subscriber has connected.");
            return;
        }

        var table = new Table("SUBSCRIBER", "STATE", "RUNS", "MEANT", "SINCE", "HEARD", "BY WAY OF", "WHY") { Paint = colors.State };
        foreach (var subscriber in subscribers)
        {
            table.Add(
                subscriber.Relay ? $"{subscriber.Name} (relay)" : subscriber.Name,
                subscriber.State.ToString().ToUpperInvariant(),
                Generation(subscriber.Running),
                Generation(subscriber.Meant),
                Age(subscriber.StateSince),
                Age(subscriber.LastHeard),
                subscriber.Via.Count > 0 ? string.Join(" > ", subscriber.Via) : "-",
                Why(subscriber));
        }

        table.WriteTo(output);
    }

    public static string Generation(Position? position) => position is null ? "-" : $"{position.Generation}";

    public static string Why(Subscriber subscriber) =>
        subscriber.State is Subscriber.Types.State.Rejected or Subscriber.Types.State.Held ? $"{subscriber.Code}: {subscriber.Reason}" : "";

    private string Age(Timestamp since) => Durations.ForPeople(now - since.ToDateTimeOffset());
}
