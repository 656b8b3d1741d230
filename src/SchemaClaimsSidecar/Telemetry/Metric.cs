using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>What an instrument has measured, by its tags. Not for several threads at once.</summary>
internal sealed class Metric(Instrument instrument)
{
    private readonly SortedDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    // The runtime keeps the advice in the generic type; only histograms of durations are made here.
    private readonly double[] _bounds = instrument is Histogram<double> histogram
        ? [.. histogram.Advice?.HistogramBucketBoundaries ?? MeasuredDuration.Advice.HistogramBucketBoundaries!]
        : [];

    public MetricKind Kind { get; } = PrometheusNames.KindOf(instrument);

    /// <summary>Its name in Prometheus, with the suffixes of unit and kind.</summary>
    public string Name { get; } = PrometheusNames.Of(instrument.Name, instrument.Unit, PrometheusNames.KindOf(instrument));

    public string Description => instrument.Description ?? "";

    /// <summary>Whether it is read when somebody asks, and holds nothing of its own.</summary>
    public bool IsObserved => instrument.IsObservable;

    /// <summary>By the labels, as Prometheus writes them.</summary>
    public IReadOnlyDictionary<string, MetricSeries> Series => _series;

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusNames.LabelsOf(tags);
        if (!_series.TryGetValue(labels, out var series))
            _series.Add(labels, series = new MetricSeries(_bounds));
        series.Add(value);
    }

    public void Forget() => _series.Clear();
}
