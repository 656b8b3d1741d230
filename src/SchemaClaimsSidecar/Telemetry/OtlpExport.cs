using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>Sends metrics and activities over OTLP. Only where that is asked for is anything of OpenTelemetry loaded.</summary>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options, SidecarIdentity identity) : IHostedService, IDisposable
{
    private MeterProvider? _metrics;
    private TracerProvider? _activities;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault()
            .AddService("schema-claims-sidecar", serviceInstanceId: identity.Name)
            .AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter(SidecarTelemetry.Name)
            .AddOtlpExporter(exporter => Configure(exporter, "v1/metrics")).Build();
        _activities = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            // The activity of a request is nobody's, so that nothing within it would be sampled as its child.
            .SetSampler<AlwaysOnSampler>()
            .AddSource(SidecarTelemetry.Name).AddOtlpExporter(exporter => Configure(exporter, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Sends what is left, for as long as OpenTelemetry's own limit.
    public void Dispose()
    {
        _metrics?.Dispose();
        _activities?.Dispose();
    }

    // Over HTTP each signal has a path of its own (OTLP specification, "OTLP/HTTP Request"); an endpoint set in code gets none added.
    private void Configure(OtlpExporterOptions exporter, string path)
    {
        if (options.Value.OtlpEndpoint is not { Length: > 0 } endpoint)
            return;
        exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf
            ? new Uri($"{endpoint.TrimEnd('/')}/{path}")
            : new Uri(endpoint);
    }
}
