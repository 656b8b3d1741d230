using System.Diagnostics.Metrics;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>How the sidecar and its subscribers stand, read when somebody asks.</summary>
internal sealed class StandingMetrics
{
    private static readonly Subscriber.Types.State[] States = Enum.GetValues<Subscriber.Types.State>();

    public StandingMetrics(IMeterFactory meters, ReleaseHub hub, StatusReader status)
    {
        var meter = meters.CreateSidecarMeter();
        meter.CreateObservableGauge(
            "schemaclaims.release.generation", () => hub.Newest?.Generation ?? 0, "{generation}",
            "The newest release that is known; 0 before the first.");
        meter.CreateObservableGauge(
            "schemaclaims.subscribers", () => Count(status.Read()), "{subscriber}",
            "Subscribers by state; those that left count as silent until they are forgotten.");
        meter.CreateObservableGauge(
            "schemaclaims.alarm", () => status.Read().Alarm.Length > 0 ? 1 : 0, unit: null,
            "Whether the status shows an alarm: less is served than should be.");
    }

    private static IEnumerable<Measurement<long>> Count(SidecarStatus status) => States.Select(state => new Measurement<long>(
        status.Subscribers.Count(subscriber => !subscriber.Relay && subscriber.State == state),
        new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())));
}
