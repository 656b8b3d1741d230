using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>
/// Sums up what the meter of this sidecar measures, from its start on, for whoever scrapes it. Measuring waits for no scrape.
/// </summary>
internal sealed partial class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _scraping = new();
    private readonly Lock _adding = new();
    private readonly SortedDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly ILogger<MetricsCollector> _log;

    public MetricsCollector(IMeterFactory meters, ILogger<MetricsCollector> log)
    {
        _log = log;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != SidecarTelemetry.Name || !ReferenceEquals(instrument.Meter.Scope, meters))
                return;
            var metric = new Metric(instrument);
            lock (_adding)
                _metrics[instrument.Name] = metric;
            listener.EnableMeasurementEvents(instrument, metric);
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => Add(metric, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => Add(metric, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => Add(metric, value, tags));
        _listener.Start();
    }

    /// <summary>What has been measured up to now, in the Prometheus text format.</summary>
    public string Scrape()
    {
        lock (_scraping)
        {
            lock (_adding)
            {
                foreach (var metric in _metrics.Values.Where(metric => metric.IsObserved))
                    metric.Forget();
            }

            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException failure)
            {
                LogNotObserved(failure);
            }

            lock (_adding)
                return PrometheusText.Of(_metrics.Values);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(object? metric, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_adding)
            ((Metric)metric!).Add(value, tags);
    }

    [LoggerMessage(7100, LogLevel.Warning, "Some metrics cannot be read and are left out")]
    private partial void LogNotObserved(Exception failure);
}
