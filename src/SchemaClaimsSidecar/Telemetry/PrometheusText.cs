using System.Globalization;
using System.Text;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>Writes the Prometheus text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics)
            Write(text, metric);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        if (metric.Series.Count == 0)
            return;
        text.Append($"# HELP {metric.Name} {PrometheusNames.Escape(metric.Description)}\n");
        text.Append($"# TYPE {metric.Name} {metric.Kind.ToString().ToLowerInvariant()}\n");
        foreach (var (labels, series) in metric.Series)
        {
            if (metric.Kind == MetricKind.Histogram)
                WriteHistogram(text, metric.Name, labels, series);
            else
                Write(text, metric.Name, labels, series.Sum);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, MetricSeries series)
    {
        var before = labels.Length > 0 ? labels + "," : "";
        foreach (var (bound, count) in series.Buckets)
            Write(text, name + "_bucket", $"{before}le=\"{Number(bound)}\"", count);
        Write(text, name + "_bucket", $"{before}le=\"+Inf\"", series.Count);
        Write(text, name + "_sum", labels, series.Sum);
        Write(text, name + "_count", labels, series.Count);
    }

    private static void Write(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length > 0 ? $"{{{labels}}}" : "").Append(' ').Append(Number(value)).Append('\n');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
