using SchemaClaimsSidecar.Access;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>What Prometheus scrapes, for those who may read.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/metrics", (MetricsCollector metrics) => Results.Text(metrics.Scrape(), PrometheusText.ContentType))
        .Require(Right.Read);
}
