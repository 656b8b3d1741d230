using System.Globalization;
using System.Text;
using SchemaClaims.V1;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The status as it changes: the whole of it over and over on a terminal, elsewhere a line for each change.</summary>
internal sealed class StatusWatch(TextWriter output, bool isTerminal, Colors colors, TimeProvider time)
{
    // Home, then what is written over line by line: clearing the screen first would make it flicker.
    private const string Home = "\e[H";
    private const string EraseLine = "\e[K";
    private const string EraseBelow = "\e[J";

    private readonly Dictionary<string, (State State, ulong? Running)> _subscribers = [];
    private string? _head;

    public void Show(SidecarStatus status)
    {
        if (isTerminal)
            Redraw(status);
        else
            WriteChanges(status);
    }

    private void Redraw(SidecarStatus status)
    {
        using var screen = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new StatusTable(status, time.GetUtcNow(), colors).WriteTo(screen);
        var counts = status.Subscribers.Where(subscriber => !subscriber.Relay)
            .CountBy(subscriber => subscriber.State).OrderBy(count => count.Key)
            .Select(count => $"{count.Value} {colors.State(count.Key.ToString().ToUpperInvariant())}");
        screen.WriteLine($"\n{string.Join(", ", [.. counts, $"{time.GetUtcNow():HH:mm:ss} UTC"])}; Ctrl+C ends");
        var text = new StringBuilder(screen.ToString()).Replace("\n", EraseLine + Environment.NewLine);
        output.Write(Home + text + EraseBelow);
        output.Flush();
    }

    private void WriteChanges(SidecarStatus status)
    {
        var head = HeadOf(status);
        if (head != _head)
            Write(_head = head);
        foreach (var subscriber in status.Subscribers)
        {
            var now = (subscriber.State, subscriber.Running?.Generation);
            if (_subscribers.TryGetValue(subscriber.Instance, out var before) && before == now)
                continue;
            _subscribers[subscriber.Instance] = now;
            var why = SubscriberTable.Why(subscriber) is { Length: > 0 } reason ? $": {reason}" : "";
            Write(
                $"{subscriber.State.ToString().ToUpperInvariant()} {subscriber.Name} "
                + $"runs {SubscriberTable.Generation(subscriber.Running)}, meant {SubscriberTable.Generation(subscriber.Meant)}{why}");
        }

        var there = status.Subscribers.Select(subscriber => subscriber.Instance).ToHashSet();
        foreach (var gone in _subscribers.Keys.Where(instance => !there.Contains(instance)).ToArray())
            _subscribers.Remove(gone);
    }

    private static string HeadOf(SidecarStatus status)
    {
        var alarm = status.Alarm.Length > 0 ? $" ALARM: {status.Alarm}" : "";
        return status.Release is { } release
            ? $"release {release.Position.Generation} of epoch {release.Position.Epoch}: snapshot {release.SnapshotId}{alarm}"
            : $"no release{alarm}";
    }

    private void Write(string line)
    {
        output.WriteLine($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {line}");
        output.Flush();
    }
}
