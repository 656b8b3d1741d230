using ConfigurationService;
using Dms.Client.Claims;
using Dms.Client.Snapshots;
using EndToEnd.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Hosting;
using Testing;

namespace EndToEnd.Tests.Claims;

/// <summary>Sidecar and client under one clock that the test moves, and a Configuration Service that goes down.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const string Student = "http://ed-fi.org/identity/claims/ed-fi/student";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private FakeConfigurationService _service = null!;
    private WebApplication _sidecar = null!;
    private ClientHost _client = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeConfigurationService.StartAsync();
        _service.Clock = _time;
        _service.Serve(await File.ReadAllBytesAsync(Samples.Claims));
        _sidecar = SidecarHost.Build(
            new Dictionary<string, string?>(ClaimsSettings.For(_service))
            {
                // The clock runs much faster than an answer travels.
                ["Claims:RefreshTimeout"] = "01:00:00",
                ["Claims:Cms:RequestTimeout"] = "00:10:00",
                ["Store:Folder"] = _folder["store"],
                ["Listen:Dms"] = $"unix://{_folder["dms.sock"]}",
                ["Listen:AdminSocket"] = _folder["admin.sock"],
                ["Logging:LogLevel:Default"] = "None",
            },
            _time);
        await _sidecar.StartAsync();
        _client = await ClientHost.StartAsync(
            _folder["dms.sock"],
            options =>
            {
                options.MaxClaimsAge = Limit;
                options.WhenTooOld = WhenTooOld.FailClosed;
            },
            _time);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _sidecar.StopAsync();
        await _sidecar.DisposeAsync();
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Outage_OfTenMinutes_IsServedThenFlaggedThenRefusedThenOver()
    {
        await _client.Snapshots.WaitForFirstAsync();
        await Eventually.IsTrueAsync(() => _client.Snapshots.Status.LastHeartbeat is not null);
        Assert.Equal(ClaimOutcome.Granted, Outcome());
        Assert.Equal(HealthStatus.Healthy, await _client.HealthAsync());

        await _service.StopAsync();
        var states = new List<(ClaimOutcome Outcome, HealthStatus Health)>();
        for (var outage = TimeSpan.Zero; outage < TimeSpan.FromMinutes(10); outage += Step)
        {
            await AdvanceAsync();
            var expected = _client.Snapshots.Status.ClaimsAge > Limit ? ClaimOutcome.ClaimsTooOld : ClaimOutcome.Granted;
            await Eventually.IsTrueAsync(() => Outcome() == expected);
            if (states.LastOrDefault() is var last && (Outcome(), await _client.HealthAsync()) is var state && state != last)
                states.Add(state);
        }

        Assert.Equal(
            [
                (ClaimOutcome.Granted, HealthStatus.Healthy),
                (ClaimOutcome.Granted, HealthStatus.Degraded),
                (ClaimOutcome.ClaimsTooOld, HealthStatus.Unhealthy),
            ],
            states);

        var asked = _service.Calls.All.Count;
        await _service.StartAgainAsync();
        for (var outage = TimeSpan.Zero; _service.Calls.All.Count == asked; outage += Step)
        {
            Assert.True(outage < TimeSpan.FromHours(1), "Nobody has asked the service again.");
            await AdvanceAsync();
        }

        var freshness = _sidecar.Services.GetRequiredService<ClaimsFreshness>();
        await Eventually.IsTrueAsync(() => freshness.Age < Limit);
        await AdvanceAsync();
        await Eventually.IsTrueAsync(() => Outcome() == ClaimOutcome.Granted);
        Assert.Equal(HealthStatus.Healthy, await _client.HealthAsync());
    }

    private ClaimOutcome Outcome() => _client.Snapshots.Current.Claims.Decide(null, "SisVendor", Student, ResourceAction.Read).Outcome;

    /// <summary>Lets five seconds pass, and the heartbeat of their end arrive.</summary>
    private async Task AdvanceAsync()
    {
        _time.Advance(Step);
        await Eventually.IsTrueAsync(() => _client.Snapshots.Status.LastHeartbeat == _time.GetUtcNow());
    }
}
