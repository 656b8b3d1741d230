using Dms.Client.Gates;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Hosting;

public sealed class HealthCheckTests
{
    private static readonly PublishedRelease Release = TestReleases.Publish(TestReleases.SmallParts(), 5);

    [Fact]
    public async Task Health_WithoutSnapshot_IsUnhealthy()
    {
        await using var client = await ClientHost.StartAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await client.HealthAsync()).Status);
    }

    [Fact]
    public async Task Health_Current_IsHealthyAndSaysWhatRuns()
    {
        await using var client = await ClientHost.StartAsync();
        (await client.ApplyFirstAsync(Release)).Heartbeat(Release.Position);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);

        var health = await client.HealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Equal($"5 of epoch {TestReleases.Epoch}", health.Data["running"]);
        Assert.Equal("Connected", health.Data["state"]);
    }

    [Fact]
    public async Task Health_SidecarSilent_IsDegradedAsStale()
    {
        await using var client = await ClientHost.StartAsync(options => options.StaleAfter = TimeSpan.FromMinutes(1));
        var stream = await client.ApplyFirstAsync(Release);
        stream.Heartbeat(Release.Position);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);
        stream.Break("gone");
        client.Sidecar.OnSubscribe = () => new IOException("not there");
        await client.AdvanceUntilAsync(() => client.Snapshots.Status.HeartbeatAge > TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));

        var health = await client.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("Stale", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_NeverAHeartbeat_IsDegradedAsStaleToo()
    {
        await using var client = await ClientHost.StartAsync();
        await client.ApplyFirstAsync(Release);
        client.Sidecar.OnSubscribe = () => new IOException("not there");
        await client.AdvanceUntilAsync(
            () => client.Snapshots.Status is { IsConnected: false } status && client.Time.GetUtcNow() - status.StateSince > TimeSpan.FromMinutes(1),
            TimeSpan.FromSeconds(5));

        Assert.Contains("Stale", (await client.HealthAsync()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_ReleaseRejected_IsDegradedWithItsCode()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(Release);
        stream.SendRelease(TestReleases.Publish([Part.Of(PartNames.Claims, "{}"u8.ToArray())], 6));
        await client.Sidecar.NextReportAsync();

        await AssertDegradedAsync(client, "Rejected, PART_INVALID");
    }

    [Fact]
    public async Task Health_EpochChanged_IsDegraded()
    {
        await using var client = await ClientHost.StartAsync();
        (await client.ApplyFirstAsync(Release)).Heartbeat(new Position("epoch-2", 9));
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.Problem is not null);

        await AssertDegradedAsync(client, "EPOCH_CHANGED");
    }

    [Fact]
    public async Task Health_ReleaseHeld_IsDegraded()
    {
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(new SecondReleaseGate()));
        var stream = await client.ApplyFirstAsync(Release);
        stream.SendRelease(TestReleases.Publish(TestReleases.SmallParts(), 6), Release.Parts.Select(part => part.Digest).ToHashSet());
        await client.Sidecar.NextReportAsync();

        await AssertDegradedAsync(client, "Held, GATE_CLOSED");
    }

    private static async Task AssertDegradedAsync(ClientHost client, string expected)
    {
        var health = await client.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains(expected, health.Description, StringComparison.Ordinal);
    }

    private sealed class SecondReleaseGate : ISnapshotGate
    {
        public string Name => "second";

        public ValueTask<GateResult> CheckAsync(DmsSnapshot candidate, DmsSnapshot? current, CancellationToken cancellationToken) =>
            new(current is null ? GateResult.Open : GateResult.Closed("no"));
    }
}
