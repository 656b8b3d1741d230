using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What every subscriber runs, refused or holds, as they say themselves.</summary>
internal sealed class SubscriberBoard(IOptions<DistributionOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SubscriberName, SubscriberRecord> _records = [];

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

    public void Connected(SubscriberName subscriber, Position? running)
    {
        lock (_lock)
        {
            foreach (var earlier in _records.Keys.Where(other => other.Name == subscriber.Name && other != subscriber).ToArray())
            {
                if (_records[earlier].Streams == 0)
                    _records.Remove(earlier);
            }
        }

        Update(subscriber, record => record with { Streams = record.Streams + 1, Running = running ?? record.Running });
    }

    public void Disconnected(SubscriberName subscriber) => Update(subscriber, record => record with { Streams = record.Streams - 1 });

    public void Reported(SubscriberReport report) => Update(report.Subscriber, record => record with
    {
        Running = report.Running,
        Reported = report.About,
        Outcome = report.Outcome,
        Code = report.Code,
        Reason = report.Reason,
        Elapsed = report.Elapsed,
    });

    private void Update(SubscriberName subscriber, Func<SubscriberRecord, SubscriberRecord> change)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var before = _records.GetValueOrDefault(subscriber)
                ?? new SubscriberRecord(subscriber, 0, null, null, Outcome.Unspecified, "", "", TimeSpan.Zero, now, now);
            var after = change(before) with { LastHeard = now };
            if (_records.ContainsKey(subscriber) && after.SaysTheSameAs(before))
            {
                _records[subscriber] = after;
                return;
            }

            _records[subscriber] = after with { Since = now };
        }

        Changed.Pulse();
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - options.Value.ForgetAfter;
        foreach (var gone in _records.Values.Where(record => record.Streams == 0 && record.LastHeard < before).ToArray())
            _records.Remove(gone.Subscriber);
    }
}
