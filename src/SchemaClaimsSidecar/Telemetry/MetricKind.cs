namespace SchemaClaimsSidecar.Telemetry;

/// <summary>How the measurements of an instrument belong together.</summary>
internal enum MetricKind
{
    /// <summary>A value that goes up and down.</summary>
    Gauge,

    /// <summary>A sum that only grows.</summary>
    Counter,

    /// <summary>How often values fell into which range.</summary>
    Histogram,
}
