using System.Diagnostics.Metrics;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>The figures of following a shared store, under the meter <c>SchemaClaimsSidecar</c>.</summary>
internal sealed class FleetMetrics
{
    private readonly Histogram<double> _polls;
    private readonly TimeProvider _time;

    public FleetMetrics(IMeterFactory meters, FleetStanding standing, TimeProvider time)
    {
        _time = time;
        var meter = meters.CreateSidecarMeter();
        _polls = meter.CreateHistogram(
            "schemaclaims.store.poll.duration", "s", "How long asking the store for news takes.", tags: null, MeasuredDuration.Advice);
        Gauge("schemaclaims.store.connected", "Whether the store answered when it was asked last.", now => now.IsConnected);
        Gauge("schemaclaims.store.listening", "Whether news of the store are heard as they come.", now => now.IsListening);
        Gauge("schemaclaims.store.replaced", "Whether the store holds a history that is not followed.", now => now.Replaced.Length > 0);
        Gauge("schemaclaims.claims.refreshing", "Whether this sidecar refreshes the claims for the fleet.", now => now.RefreshesClaims);
        meter.CreateObservableGauge(
            "schemaclaims.store.generation", () => standing.Current.Newest?.Generation ?? 0, "{generation}",
            "The newest release of the store.");
        meter.CreateObservableGauge(
            "schemaclaims.store.answer.age", () => Age(standing.Current, time), "s", "How long ago the store answered last.");

        void Gauge(string name, string description, Func<StoreStanding, bool> read) =>
            meter.CreateObservableGauge(name, () => read(standing.Current) ? 1 : 0, unit: null, description);
    }

    /// <summary>The store is being asked, until what is returned is disposed.</summary>
    public MeasuredDuration BeginPoll() => new(_polls, _time);

    private static IEnumerable<Measurement<double>> Age(StoreStanding standing, TimeProvider time) =>
        standing.LastPoll is { } at ? [new Measurement<double>((time.GetUtcNow() - at).TotalSeconds)] : [];
}
