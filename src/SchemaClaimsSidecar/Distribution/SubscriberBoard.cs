using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What every subscriber runs, refused or holds, as they say themselves.</summary>
internal sealed partial class SubscriberBoard(IOptions<DistributionOptions> options, TimeProvider time)
{
    // Looking through all for each of many who connect would cost more than it saves.
    private static readonly TimeSpan ForgettingInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<SubscriberName, SubscriberRecord> _records = [];
    private DateTimeOffset _forgottenUntil;

    /// <summary>Pulses when a subscriber comes, goes or says something new.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All subscribers, by name.</summary>
    public IReadOnlyList<SubscriberRecord> Read()
    {
        lock (_lock)
        {
            Forget();
            return [.. _records.Values.OrderBy(record => record.Subscriber.Name, StringComparer.Ordinal)];
        }
    }

    public void Connected(
        SubscriberName subscriber, IReadOnlyDictionary<string, string> labels, Position? running, bool isRelay = false)
    {
        lock (_lock)
        {
            RemoveEarlier(subscriber, isRelay, _records.Values.Where(record => record.Subscriber.Name == subscriber.Name));
            // Whether anybody ever reads or not.
            if (_forgottenUntil <= time.GetUtcNow() - ForgettingInterval)
                Forget();
        }

        Update(subscriber, isNew: true, record => record with
        {
            Labels = labels,
            Streams = (record.RelayedBy is null ? record.Streams : 0) + 1,
            Running = running ?? record.Running,
            RelayedBy = null,
            Via = [],
            IsRelay = isRelay,
        });
    }

    public void Disconnected(SubscriberName subscriber)
    {
        Update(subscriber, isNew: false, record => record.RelayedBy is null ? record with { Streams = record.Streams - 1 } : record);
        LoseRelayed(subscriber);
    }

    /// <summary>Returns whether the subscriber is known: whoever reports has subscribed.</summary>
    public bool Reported(SubscriberReport report) => Update(report.Subscriber, isNew: false, record => record with
    {
        Running = report.Running,
        Reported = report.About,
        Outcome = report.Outcome,
        Code = report.Code,
        Reason = report.Reason,
        Elapsed = report.Elapsed,
    });

    private bool Update(SubscriberName subscriber, bool isNew, Func<SubscriberRecord, SubscriberRecord> change)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var known = _records.GetValueOrDefault(subscriber);
            if (known is null && !isNew)
                return false;
            var before = known ?? new SubscriberRecord(
                subscriber, SubscriberLabels.None, 0, null, null, Outcome.Unspecified, "", "", TimeSpan.Zero, now, now);
            var after = change(before) with { LastHeard = now };
            if (known is not null && after.SaysTheSameAs(before) && now - before.LastHeard <= options.Value.SilentAfter)
            {
                _records[subscriber] = after;
                return true;
            }

            _records[subscriber] = after with { Since = now };
        }

        Changed.Pulse();
        return true;
    }

    // The processes that had the name before; a relay and a DMS of one pod may share it.
    private void RemoveEarlier(SubscriberName subscriber, bool isRelay, IEnumerable<SubscriberRecord> sameName)
    {
        foreach (var earlier in sameName.Where(other =>
            other.Subscriber != subscriber && other.IsRelay == isRelay).ToArray())
        {
            if (_records.GetValueOrDefault(earlier.Subscriber) is { Streams: 0 })
                _records.Remove(earlier.Subscriber);
        }
    }

    private void Forget()
    {
        _forgottenUntil = time.GetUtcNow();
        var before = _forgottenUntil - options.Value.ForgetAfter;
        foreach (var gone in _records.Values.Where(record => record.Streams == 0 && record.LastHeard < before).ToArray())
            _records.Remove(gone.Subscriber);
    }
}
