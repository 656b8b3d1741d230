using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Telemetry;

public sealed class OtlpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("SCHEMACLAIMS_Telemetry__OtlpEndpoint")]
    public async Task Export_WhereAnEndpointIsSet_CarriesMetricsAndActivities(string variable)
    {
        await using var collector = await OtlpCollector.StartAsync();
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place, new Dictionary<string, string>
        {
            [variable] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        using var administrator = new Administrator(place.AdminSocket);

        await administrator.PublishAsync(Samples.Marked(Samples.NewMark()));

        foreach (var name in new[] { "schemaclaims.release.generation", "schemaclaims.publish.duration", "schema-claims-sidecar" })
            await Eventually.IsTrueAsync(() => collector.HasReceived("metrics", name));
        foreach (var name in new[] { "upload", "compile", "publish", "store", "offer" })
            await Eventually.IsTrueAsync(() => collector.HasReceived("traces", name));
    }

    [BuiltProgramFact("A native program is one file.")]
    public async Task Export_WhereNoEndpointIsSet_LoadsNothing()
    {
        await using var sidecar = await SidecarProcess.StartAsync(Place.In(_folder.Path));

        var loaded = await File.ReadAllTextAsync($"/proc/{sidecar.Id}/maps");

        Assert.Contains("schema-claims-sidecar.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ToWhatIsNoAddress_IsAMistakeInTheConfiguration()
    {
        var variables = new Dictionary<string, string> { ["SCHEMACLAIMS_Telemetry__OtlpEndpoint"] = "collector:4317" };

        var run = (await Tool.RunAsync(variables, Place.In(_folder.Path).Arguments)).Ended(2);

        Assert.Contains("Telemetry:OtlpEndpoint is 'collector:4317'", run.Error, StringComparison.Ordinal);
    }
}
