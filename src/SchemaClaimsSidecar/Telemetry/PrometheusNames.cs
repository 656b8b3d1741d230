using System.Diagnostics.Metrics;
using System.Text;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>
/// The names of Prometheus, as OpenTelemetry's specification derives them ("Prometheus and OpenMetrics Compatibility"), so that
/// dashboards do not care which way the metrics came.
/// </summary>
internal static class PrometheusNames
{
    /// <param name="name">The name of the instrument: <c>schemaclaims.claims.age</c>.</param>
    /// <param name="unit">Its unit by UCUM, null for none: <c>s</c>; annotations such as <c>{release}</c> are left out.</param>
    /// <param name="kind">What it is.</param>
    /// <returns><c>schemaclaims_claims_age_seconds</c>.</returns>
    public static string Of(string name, string? unit, MetricKind kind)
    {
        var full = name.Replace('.', '_');
        if (SuffixOf(unit) is { } suffix && !full.EndsWith(suffix, StringComparison.Ordinal))
            full += suffix;
        return kind == MetricKind.Counter ? full + "_total" : full;
    }

    public static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
            : type == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
    }

    /// <summary><c>kind="upload",stage="store"</c>; empty without tags.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (labels.Length > 0)
                labels.Append(',');
            labels.Append(name.Replace('.', '_')).Append("=\"").Append(Escape(value?.ToString() ?? "").Replace("\"", "\\\"")).Append('"');
        }

        return labels.ToString();
    }

    /// <summary>A text on one line, as help and labels have it.</summary>
    public static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");

    private static string? SuffixOf(string? unit) => unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => null,
    };
}
