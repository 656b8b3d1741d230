using System.Diagnostics.Metrics;
using Dms.Client.Snapshots;

namespace Dms.Client.Subscription;

/// <summary>What the meter <c>Dms.Client</c> measures.</summary>
internal sealed class ClientMetrics
{
    private readonly Histogram<double> _applyDuration;
    private readonly Counter<long> _applied;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _held;
    private readonly Counter<long> _cacheReads;
    private readonly Counter<long> _cacheWrites;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _receivedBytes;
    private readonly Counter<long> _receivedParts;
    private readonly Counter<long> _reusedParts;

    public ClientMetrics(IMeterFactory factory)
    {
        Meter = factory.Create(ClientTelemetry.Name);
        _applyDuration = Meter.CreateHistogram<double>(
            "dms.client.apply.duration", "s", "From the arrival of an offer to its use by requests.");
        _applied = Meter.CreateCounter<long>("dms.client.releases.applied", "{release}", "Releases put into use.");
        _rejected = Meter.CreateCounter<long>("dms.client.releases.rejected", "{release}", "Releases rejected, by code.");
        _held = Meter.CreateCounter<long>(
            "dms.client.releases.held", "{attempt}", "Attempts to put a release into use that a gate stopped.");
        _cacheReads = Meter.CreateCounter<long>(
            "dms.client.cache.reads", "{read}", "Reads of the last known good at the start, by outcome.");
        _cacheWrites = Meter.CreateCounter<long>("dms.client.cache.writes", "{write}", "Writes of the last known good, by outcome.");
        _reconnects = Meter.CreateCounter<long>("dms.client.reconnects", "{stream}", "Streams opened after the first one.");
        _receivedBytes = Meter.CreateCounter<long>("dms.client.received.bytes", "By", "Bytes of parts received.");
        _receivedParts = Meter.CreateCounter<long>("dms.client.received.parts", "{part}", "Parts received in full.");
        _reusedParts = Meter.CreateCounter<long>(
            "dms.client.reused.parts", "{part}", "Parts of committed releases that were here already.");
    }

    private Meter Meter { get; }

    /// <summary>Lets the gauges read from here. Before the first snapshot or heartbeat they give no measurement.</summary>
    public void Observe(ISnapshots snapshots, TimeProvider time)
    {
        Meter.CreateObservableGauge(
            "dms.client.snapshot.generation", () => Measure(snapshots, snapshot => snapshot.Release.Generation),
            "{generation}", "The generation that requests see.");
        Meter.CreateObservableGauge(
            "dms.client.snapshot.age", () => Measure(snapshots, snapshot => (time.GetUtcNow() - snapshot.Release.PublishedAt).TotalSeconds),
            "s", "The time since the running release was published, by the sidecar's clock.");
        Meter.CreateObservableGauge(
            "dms.client.heartbeat.age", () => Measure(snapshots.Status.HeartbeatAge),
            "s", "The time since the sidecar last said that it has sent everything there is.");
        Meter.CreateObservableGauge(
            "dms.client.claims.age", () => Measure(snapshots.Status.ClaimsAge),
            "s", "The time since the source of the claims in use is known to have confirmed them.");
        Meter.CreateObservableGauge(
            "dms.client.claims.too_old", () => Measure(snapshots, _ => snapshots.Status.AreClaimsTooOld ? 1L : 0L),
            "{state}", "1 while the claims in use are older than their owner allows, else 0.");
    }

    public void Applied(TimeSpan elapsed)
    {
        _applied.Add(1);
        _applyDuration.Record(elapsed.TotalSeconds);
    }

    public void Rejected(string code) => _rejected.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Held() => _held.Add(1);

    public void CacheRead(string outcome) => _cacheReads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void CacheWritten(string outcome) => _cacheWrites.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Reconnecting() => _reconnects.Add(1);

    public void Received(long bytes) => _receivedBytes.Add(bytes);

    public void Committed(int received, int reused)
    {
        _receivedParts.Add(received);
        _reusedParts.Add(reused);
    }

    private static IEnumerable<Measurement<double>> Measure(TimeSpan? duration) =>
        duration is { } known ? [new Measurement<double>(known.TotalSeconds)] : [];

    private static IEnumerable<Measurement<T>> Measure<T>(ISnapshots snapshots, Func<DmsSnapshot, T> measure)
        where T : struct => snapshots.TryGetCurrent(out var snapshot) ? [new Measurement<T>(measure(snapshot))] : [];
}
