using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>Registers what measures the sidecar, and what carries that away.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>Before everything that measures.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryRules>();
        services.AddSingleton<MetricsCollector>();
        services.AddSingleton<PublicationMetrics>();
        services.AddSingleton<MaintenanceMetrics>();
        services.AddSingleton<StandingMetrics>();
        services.AddHostedService<TelemetryStart>();
        if (IsExportAskedFor(configuration))
            services.AddHostedService<OtlpExport>();
    }

    private static bool IsExportAskedFor(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"])
        || !string.IsNullOrEmpty(configuration[TelemetryOptions.EndpointVariable]);
}
