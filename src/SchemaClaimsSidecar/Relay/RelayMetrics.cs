using System.Diagnostics.Metrics;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The figures of following an upstream, under the meter <c>SchemaClaimsSidecar</c>.</summary>
internal sealed class RelayMetrics(IMeterFactory meters, RelayStanding standing, RelaySupply supply)
{
    /// <summary>Lets the gauges read from here.</summary>
    public void Observe()
    {
        var meter = meters.CreateSidecarMeter();
        meter.CreateObservableGauge(
            "schemaclaims.relay.connected", () => standing.Current.IsConnected ? 1 : 0, unit: null, "Whether an upstream is followed.");
        meter.CreateObservableGauge(
            "schemaclaims.relay.alarm", () => standing.Current.Alarm.Length > 0 ? 1 : 0, unit: null,
            "Whether the upstream has what is not served.");
        meter.CreateObservableGauge(
            "schemaclaims.relay.unreported", () => standing.Current.Unreported, "{subscriber}",
            "Connected subscribers that the upstream is not told of.");
        meter.CreateObservableGauge(
            "schemaclaims.relay.age", Age, "s",
            "How long ago the sidecar with the store said that what is served is everything.");
    }

    private IEnumerable<Measurement<double>> Age() =>
        supply.IsKnown ? [new Measurement<double>(supply.Age.TotalSeconds)] : [];
}
