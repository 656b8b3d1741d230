using System.Diagnostics.Metrics;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>The figures of following a shared store, under the meter <c>SchemaClaims.Sidecar</c>.</summary>
internal sealed class FleetMetrics
{
    public FleetMetrics(IMeterFactory meters, FleetStanding standing, TimeProvider time)
    {
        var meter = meters.Create(DistributionMetrics.MeterName);
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

    private static IEnumerable<Measurement<double>> Age(StoreStanding standing, TimeProvider time) =>
        standing.LastPoll is { } at ? [new Measurement<double>((time.GetUtcNow() - at).TotalSeconds)] : [];
}
