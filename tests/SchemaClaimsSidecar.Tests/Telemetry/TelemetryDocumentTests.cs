using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Telemetry;
using Testing;

namespace SchemaClaimsSidecar.Tests.Telemetry;

public sealed partial class TelemetryDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Document_OfTheSidecar_NamesEveryInstrumentAndNoOther()
    {
        var instruments = new Dictionary<string, TelemetryDocument.Row>();
        await CollectAsync(instruments, [
            ("Claims:Source", "Cms"), ("Claims:Cms:BaseUrl", "http://localhost:1"), ("Claims:Cms:ClientId", "id"),
            ("Claims:Cms:ClientSecret", "secret"),
        ]);
        await CollectAsync(instruments, [("Store:Kind", "Postgres"), ("Store:Postgres:ConnectionString", "Host=localhost;Username=u")]);
        await CollectAsync(instruments, [("Store:Kind", "Relay"), ("Store:Upstreams:0", "http://localhost:1")]);

        var documented = TelemetryDocument.Read().Where(row => row.Name.StartsWith("schemaclaims.", StringComparison.Ordinal));
        Assert.Equal(instruments.Values.OrderBy(row => row.Name, StringComparer.Ordinal), documented);
    }

    [Fact]
    public void Document_OfEveryInstrument_HasTheNameThatPrometheusKnows() => Assert.All(
        TelemetryDocument.Read(), row => Assert.Equal(
            PrometheusNames.Of(row.Name, row.Unit, Enum.Parse<MetricKind>(row.Kind, ignoreCase: true)), row.Prometheus));

    [Theory]
    [InlineData("deploy/observability/dashboard.json", 15)]
    [InlineData("deploy/observability/alerts.yaml", 8)]
    public void Observability_EveryMetricOfIt_IsInTheDocument(string file, int atLeast)
    {
        var known = TelemetryDocument.Read()
            .SelectMany(row => row.Kind == "histogram" ? [row.Prometheus + "_bucket"] : new[] { row.Prometheus }).ToHashSet();

        var used = MetricName().Matches(Repository.Read(file)).Select(match => match.Value).ToArray();

        Assert.True(used.Length >= atLeast, $"{used.Length} names are used.");
        Assert.Empty(used.Except(known));
    }

    [Fact]
    public void Dashboard_HasAPanelForEveryQuery()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("deploy/observability/dashboard.json"));

        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray()));
    }

    [Fact]
    public void Alerts_EachSaysWhatToDo()
    {
        var alerts = Repository.Read("deploy/observability/alerts.yaml").Split("- alert: ")[1..];

        Assert.All(
            ["PodStale", "ReleaseRejected", "EpochAlarm", "ClaimsTooOld", "StoreUnreachable"],
            name => Assert.Contains(alerts, alert => alert.StartsWith("SchemaClaims" + name, StringComparison.Ordinal)));
        Assert.All(alerts, alert => Assert.All(
            ["expr: ", "severity: ", "summary: \"", "action: \""], part => Assert.Contains(part, alert, StringComparison.Ordinal)));
    }

    private async Task CollectAsync(
        Dictionary<string, TelemetryDocument.Row> found, IEnumerable<(string Name, string Value)> settings)
    {
        var all = settings.Append(("Store:Folder", _folder[Guid.NewGuid().ToString("N")]))
            .Append(("Listen:Dms", $"unix://{_folder["dms.sock"]}")).Append(("Listen:AdminSocket", _folder["admin.sock"]));
        await using var app = SidecarHost.Build(all.Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2)));
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, app.Services.GetRequiredService<IMeterFactory>())
                && instrument.Meter.Name == SidecarTelemetry.Name)
            {
                found[instrument.Name] = new TelemetryDocument.Row(
                    instrument.Name, PrometheusNames.KindOf(instrument).ToString().ToLowerInvariant(), instrument.Unit ?? "",
                    new Metric(instrument).Name, instrument.Description ?? "");
            }
        };
        listener.Start();
        CreateAll(app);
    }

    private static void CreateAll(WebApplication app)
    {
        app.Services.GetRequiredService<DistributionMetrics>();
        app.Services.GetRequiredService<PublicationMetrics>();
        app.Services.GetRequiredService<MaintenanceMetrics>();
        app.Services.GetRequiredService<StandingMetrics>();
        app.Services.GetService<RefreshMetrics>();
        app.Services.GetService<FleetMetrics>();
        app.Services.GetService<RelayMetrics>()?.Observe();
    }

    [GeneratedRegex("\\b(?:schemaclaims|dms_client)_[a-z_]+")]
    private static partial Regex MetricName();
}
