namespace SchemaClaimsSidecar.Telemetry;

/// <summary>Where telemetry is sent, besides waiting to be scraped.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The variable of OpenTelemetry's specification that names the endpoint where this sidecar's own setting does not.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// The OTLP endpoint: <c>http://collector:4317</c>. Empty for that of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, or for none; then nothing
    /// is sent. What else there is to say about the export say OpenTelemetry's own variables.
    /// </summary>
    public string OtlpEndpoint { get; set; } = "";
}
