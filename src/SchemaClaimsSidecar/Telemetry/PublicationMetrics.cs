using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>The figures of publishing: how many releases of which kind, and how long each stage takes.</summary>
internal sealed class PublicationMetrics
{
    private readonly Counter<long> _published;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _stages;
    private readonly TimeProvider _time;

    public PublicationMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.CreateSidecarMeter();
        _published = meter.CreateCounter<long>("schemaclaims.releases.published", "{release}", "Releases published here, by kind.");
        _refused = meter.CreateCounter<long>("schemaclaims.uploads.refused", "{upload}", "Uploads refused for what is in them, by reason.");
        _stages = meter.CreateHistogram(
            "schemaclaims.publish.duration", "s", "How long publishing takes, by stage.", tags: null, MeasuredDuration.Advice);
    }

    public void Published(string kind) => _published.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A stage begins; it ends when what is returned is disposed.</summary>
    public PublicationStage Begin(string stage) => new(_stages, _time, stage);
}
