using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>A stage of publishing while it lasts: an activity, and a duration afterwards.</summary>
internal sealed class PublicationStage(Histogram<double> durations, TimeProvider time, string name) : IDisposable
{
    /// <summary>The documents become parts.</summary>
    public const string Compile = "compile";

    /// <summary>The release becomes durable.</summary>
    public const string Store = "store";

    /// <summary>Every subscriber's mailbox rings.</summary>
    public const string Offer = "offer";

    private readonly Activity? _activity = SidecarTelemetry.Activities.StartActivity(name);
    private readonly MeasuredDuration _duration = new(durations, time) { Stage = name };

    public void Dispose()
    {
        _duration.Dispose();
        _activity?.Dispose();
    }
}
