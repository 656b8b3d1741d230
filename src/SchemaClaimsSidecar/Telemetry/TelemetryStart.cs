using SchemaClaimsSidecar.Fleet;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>Has figures counted from the start on, and gauges read, although nothing else in the sidecar asks for them.</summary>
internal sealed class TelemetryStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<MetricsCollector>();
        services.GetRequiredService<StandingMetrics>();
        services.GetService<FleetMetrics>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
