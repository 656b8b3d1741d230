using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Telemetry;
using SchemaClaimsSidecar.Tests.Access;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Telemetry;

public sealed class MetricsEndpointTests : IAsyncLifetime
{
    private ManagedSidecar _sidecar = null!;

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("reading")));
        await File.WriteAllTextAsync(folder["tokens"], $"read rita {hash}\n");
        _sidecar = await ManagedSidecar.StartAsync(folder, ("Access:TokenFile", folder["tokens"]));
    }

    public async Task DisposeAsync() => await _sidecar.DisposeAsync();

    [Fact]
    public async Task Metrics_OfNobody_AreRefused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _sidecar.SendAsync(HttpMethod.Get, "/metrics")).Status);
        Assert.Equal(HttpStatusCode.NotFound, await ManagedSidecar.SendAsync(_sidecar.DmsSocket, HttpMethod.Get, "/metrics"));
    }

    [Fact]
    public async Task Metrics_OfAFreshSidecar_AreInPrometheusFormat()
    {
        var answer = await _sidecar.SendAsync(HttpMethod.Get, "/metrics", "reading");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Content-Type: text/plain; version=0.0.4; charset=utf-8", answer.Headers, StringComparison.Ordinal);
        var samples = PrometheusReader.Read(answer.Body);
        Assert.Equal(0, samples["schemaclaims_release_generation"]);
        Assert.Equal(0, samples["schemaclaims_subscribers{state=\"synced\"}"]);
        Assert.Equal(0, samples["schemaclaims_alarm"]);
    }

    [Fact]
    public async Task Metrics_OfWhatWasCounted_AddUp()
    {
        var distribution = _sidecar.Services.GetRequiredService<DistributionMetrics>();
        distribution.StreamOpened();
        distribution.StreamOpened();
        distribution.StreamClosed();
        distribution.Reported(Outcome.Rejected, "PART_INVALID");
        distribution.Reported(Outcome.Rejected, "PART_INVALID");
        _sidecar.Services.GetRequiredService<MaintenanceMetrics>().Collected(new StoreCollection(3, 4096));
        var publication = _sidecar.Services.GetRequiredService<PublicationMetrics>();
        publication.Refused("with \"quotes\" and \\ and \n a line");
        foreach (var seconds in new[] { 0.001, 0.3, 60 })
        {
            using var stage = publication.Begin(PublicationStage.Store);
            _sidecar.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        var samples = PrometheusReader.Read((await _sidecar.SendAsync(HttpMethod.Get, "/metrics", "reading")).Body);

        Assert.Equal(1, samples["schemaclaims_subscribers_active"]);
        Assert.Equal(2, samples["schemaclaims_reports_total{outcome=\"Rejected\",code=\"PART_INVALID\"}"]);
        Assert.Equal((3, 4096), (samples["schemaclaims_retention_blobs_total"], samples["schemaclaims_retention_size_bytes_total"]));
        Assert.Equal(1, samples["schemaclaims_uploads_refused_total{reason=\"with \\\"quotes\\\" and \\\\ and \\n a line\"}"]);
        Assert.Equal(1, samples["schemaclaims_publish_duration_seconds_bucket{stage=\"store\",le=\"0.001\"}"]);
        Assert.Equal(1, samples["schemaclaims_publish_duration_seconds_bucket{stage=\"store\",le=\"0.25\"}"]);
        Assert.Equal(2, samples["schemaclaims_publish_duration_seconds_bucket{stage=\"store\",le=\"0.5\"}"]);
        Assert.Equal(3, samples["schemaclaims_publish_duration_seconds_bucket{stage=\"store\",le=\"+Inf\"}"]);
        Assert.Equal(60.301, samples["schemaclaims_publish_duration_seconds_sum{stage=\"store\"}"], 6);
    }

    [Fact]
    public async Task Metrics_ScrapedTwice_AreTheSame()
    {
        _sidecar.Services.GetRequiredService<DistributionMetrics>().Offered();

        var first = (await _sidecar.SendAsync(HttpMethod.Get, "/metrics", "reading")).Body;
        var second = (await _sidecar.SendAsync(HttpMethod.Get, "/metrics", "reading")).Body;

        Assert.Equal(first, second);
    }
}
