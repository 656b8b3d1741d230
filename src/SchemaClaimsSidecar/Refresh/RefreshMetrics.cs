using System.Diagnostics.Metrics;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>The figures of refreshing claims, under the meter <c>SchemaClaimsSidecar</c>.</summary>
internal sealed class RefreshMetrics
{
    private readonly Counter<long> _refreshes;

    public RefreshMetrics(IMeterFactory meters, ClaimsFreshness freshness)
    {
        var meter = meters.CreateSidecarMeter();
        _refreshes = meter.CreateCounter<long>("schemaclaims.claims.refreshes", "{refresh}", "Refreshes of the claims by outcome.");
        meter.CreateObservableGauge(
            "schemaclaims.claims.age", () => Ages(freshness), "s", "How long ago the source last confirmed the published claims.");
    }

    public void Concluded(RefreshResult result) => Count(result.ToString());

    public void Failed() => Count("Failed");

    private void Count(string outcome) => _refreshes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    private static IEnumerable<Measurement<double>> Ages(ClaimsFreshness freshness) =>
        freshness.Age is { } age ? [new Measurement<double>(age.TotalSeconds)] : [];
}
