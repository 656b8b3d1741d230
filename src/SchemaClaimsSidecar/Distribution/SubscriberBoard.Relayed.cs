using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Distribution;

// What relays tell of their subscribers.
internal sealed partial class SubscriberBoard
{
    // Of each relay that is in the middle of telling all there are: those that it has named.
    private readonly Dictionary<SubscriberName, HashSet<SubscriberName>> _named = [];

    /// <summary>Whether a subscriber is a relay.</summary>
    public bool IsRelay(SubscriberName subscriber)
    {
        lock (_lock)
            return _records.TryGetValue(subscriber, out var record) && record.IsRelay;
    }

    /// <summary>
    /// Takes what a relay tells. Who is connected here is known better here; of two relays that tell of one subscriber, the one counts
    /// that said last that it is connected.
    /// </summary>
    /// <returns>What was news; null when the relay is not connected here.</returns>
    public IReadOnlyList<RelayedSubscriber>? Relayed(RelayReport report)
    {
        var news = new List<RelayedSubscriber>();
        bool changed;
        lock (_lock)
        {
            if (_records.GetValueOrDefault(report.Relay) is not { IsRelay: true, Streams: > 0 } relay)
                return null;
            var now = time.GetUtcNow();
            _records[report.Relay] = relay with { LastHeard = now };
            changed = HearOfAll(report.Relay, now);
            var known = _records.Values.Count(record => record.RelayedBy == report.Relay);
            // Once for all: there may be thousands.
            var gone = _records.Values.Where(record => record.Streams == 0).ToLookup(record => record.Subscriber.Name);
            foreach (var said in report.Subscribers)
            {
                var isNew = !_records.ContainsKey(said.Subscriber);
                if (isNew && known >= Protocol.MaxStandings || !Take(report.Relay, said, now))
                    continue;
                RemoveEarlier(said.Subscriber, said.IsRelay, gone[said.Subscriber.Name]);
                news.Add(said);
                known += isNew ? 1 : 0;
            }

            changed |= LoseUnnamed(report);
        }

        if (changed || news.Count > 0)
            Changed.Pulse();
        return news;
    }

    // A relay that is heard of has heard of those whom it called connected.
    private bool HearOfAll(SubscriberName relay, DateTimeOffset now)
    {
        var changed = false;
        foreach (var record in _records.Values.Where(record => record.RelayedBy == relay && record.Streams > 0).ToArray())
        {
            var wasSilent = now - record.LastHeard > options.Value.SilentAfter;
            changed |= wasSilent;
            _records[record.Subscriber] = record with { LastHeard = now, Since = wasSilent ? now : record.Since };
        }

        return changed;
    }

    private bool Take(SubscriberName relay, RelayedSubscriber said, DateTimeOffset now)
    {
        var known = _records.GetValueOrDefault(said.Subscriber);
        if (known is not null && known.RelayedBy != relay && !(said.IsConnected && (known.Streams == 0 || known.RelayedBy is not null)))
            return false;
        var before = known ?? new SubscriberRecord(
            said.Subscriber, SubscriberLabels.None, 0, null, null, Outcome.Unspecified, "", "", TimeSpan.Zero, now, now);
        var after = After(before, relay, said) with { LastHeard = said.IsConnected ? now : before.LastHeard };
        var isNews = known is null || !after.SaysTheSameAs(known);
        _records[said.Subscriber] = isNews ? after with { Since = now } : after;
        return isNews;
    }

    // What is equal stays the same object: that is how records are compared.
    private static SubscriberRecord After(SubscriberRecord before, SubscriberName relay, RelayedSubscriber said)
    {
        var labels = said.Labels.Count == before.Labels.Count && !said.Labels.Except(before.Labels).Any() ? before.Labels : said.Labels;
        string[] via = [relay.Name, .. said.Via];
        return before with
        {
            Labels = labels,
            Streams = said.IsConnected ? 1 : 0,
            Running = said.Running,
            Reported = said.Report?.About,
            Outcome = said.Report?.Outcome ?? Outcome.Unspecified,
            Code = said.Report?.Code ?? "",
            Reason = said.Report?.Reason ?? "",
            Elapsed = said.Report?.Elapsed ?? TimeSpan.Zero,
            RelayedBy = relay,
            Via = via.SequenceEqual(before.Via) ? before.Via : via,
            IsRelay = said.IsRelay,
        };
    }

    private bool LoseUnnamed(RelayReport report)
    {
        if (report.Begins)
            _named[report.Relay] = [];
        if (!_named.TryGetValue(report.Relay, out var named))
            return false;
        named.UnionWith(report.Subscribers.Select(said => said.Subscriber).Where(_records.ContainsKey));
        if (!report.Ends)
            return false;
        _named.Remove(report.Relay);
        return Lose(record => record.RelayedBy == report.Relay && !named.Contains(record.Subscriber));
    }

    // Nobody tells of them any more.
    private void LoseRelayed(SubscriberName relay)
    {
        bool changed;
        lock (_lock)
        {
            if (_records.GetValueOrDefault(relay) is { Streams: > 0 })
                return;
            _named.Remove(relay);
            changed = Lose(record => record.RelayedBy == relay);
        }

        if (changed)
            Changed.Pulse();
    }

    private bool Lose(Predicate<SubscriberRecord> isLost)
    {
        var lost = _records.Values.Where(record => record.Streams > 0 && isLost(record)).ToArray();
        foreach (var record in lost)
            _records[record.Subscriber] = record with { Streams = 0, Since = time.GetUtcNow() };
        return lost.Length > 0;
    }
}
