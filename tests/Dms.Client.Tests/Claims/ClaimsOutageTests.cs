using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Primitives;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Claims;

/// <summary>The sidecar, or the source of its claims, is away for longer than the owner allows.</summary>
public sealed class ClaimsOutageTests
{
    private static readonly PublishedRelease Release = WithStrategy(1, "A");

    [Fact]
    public async Task Outage_OfTenMinutes_IsServedFlaggedFailedClosedAndRecoveredByItself()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        var stream = await client.ApplyFirstAsync(Release);
        await HeartbeatAsync(client, stream, Release.Position);
        var before = client.Current;
        stream.Break("gone");
        client.Sidecar.OnSubscribe = () => new IOException("not there");

        await PassAsync(client, TimeSpan.FromMinutes(2));
        Assert.True(Decide(client).IsGranted);
        await AssertHealthAsync(client, HealthStatus.Degraded, "Stale");

        await PassAsync(client, TimeSpan.FromMinutes(7));
        Assert.True(Decide(client).IsGranted);
        await AssertHealthAsync(client, HealthStatus.Degraded, "Claims");
        Assert.False(client.Snapshots.Status.AreClaimsTooOld);

        await PassAsync(client, TimeSpan.FromMinutes(1.1));
        Assert.Equal(ClaimOutcome.ClaimsTooOld, Decide(client).Outcome);
        Assert.True(client.Snapshots.Status.AreClaimsTooOld);
        await AssertHealthAsync(client, HealthStatus.Unhealthy, "everything is refused");
        Assert.Single(client.Log.Entries, entry => entry.Id.Id == 401);

        client.Sidecar.OnSubscribe = () => null;
        await HeartbeatAsync(client, await client.ReconnectAsync(), Release.Position);
        Assert.Same(before, client.Current);
        Assert.True(Decide(client).IsGranted);
        await AssertHealthAsync(client, HealthStatus.Healthy, "in use");
        Assert.Single(client.Log.Entries, entry => entry.Id.Id == 402);
    }

    [Fact]
    public async Task Limit_WhileSilent_IsKeptToTheMillisecond()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        await HeartbeatAsync(client, await client.ApplyFirstAsync(Release), Release.Position, TimeSpan.FromMinutes(4));

        client.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.True(Decide(client).IsGranted);
        client.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ClaimOutcome.ClaimsTooOld, Decide(client).Outcome);
    }

    [Fact]
    public async Task SourceFails_WhileTheSidecarIsWell_ClaimsTurnTooOldAndRecover()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        var stream = await client.ApplyFirstAsync(Release);
        for (var minutes = 0; minutes <= 10; minutes++)
            await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromMinutes(minutes));
        Assert.True(Decide(client).IsGranted);
        await AssertHealthAsync(client, HealthStatus.Degraded, "Claims: their source");

        await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromMinutes(11));
        Assert.Equal(ClaimOutcome.ClaimsTooOld, Decide(client).Outcome);

        await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromSeconds(1));
        Assert.True(Decide(client).IsGranted);
    }

    [Fact]
    public async Task SourcePolledOnceAMinute_IsHealthyThroughout()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        var stream = await client.ApplyFirstAsync(Release);
        for (var seconds = 0; seconds <= 180; seconds += 5)
        {
            await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromSeconds(seconds % 65));
            await AssertHealthAsync(client, HealthStatus.Healthy, "in use");
        }
    }

    [Fact]
    public async Task TooOld_ServeAndWarn_GoesOnAndSaysSo()
    {
        await using var client = await StartAsync(WhenTooOld.ServeAndWarn);
        var stream = await client.ApplyFirstAsync(Release);
        await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromMinutes(11));

        Assert.True(Decide(client).IsGranted);
        Assert.False(client.Current.Claims.AreTooOld);
        Assert.True(client.Snapshots.Status.AreClaimsTooOld);
        await AssertHealthAsync(client, HealthStatus.Degraded, "still decide");
        Assert.Single(client.Log.Entries, entry => entry.Id.Id == 400);

        await HeartbeatAsync(client, stream, Release.Position);
        Assert.Single(client.Log.Entries, entry => entry.Id.Id == 402);
        await AssertHealthAsync(client, HealthStatus.Healthy, "in use");
    }

    [Fact]
    public async Task NoLimit_HoweverOld_GoesOn()
    {
        await using var client = await ClientHost.StartAsync();
        await HeartbeatAsync(client, await client.ApplyFirstAsync(Release), Release.Position, TimeSpan.FromDays(400));

        Assert.True(Decide(client).IsGranted);
        Assert.False(client.Snapshots.Status.AreClaimsTooOld);
        Assert.True(client.Snapshots.Status.ClaimsAge >= TimeSpan.FromDays(400));
    }

    [Fact]
    public async Task TooOld_ReleaseComesWithTheSameOldClaims_StaysRefused()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        var stream = await client.ApplyFirstAsync(Release);
        await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromMinutes(11));
        var newer = TestReleases.Publish([.. Release.Parts, .. TestReleases.SmallParts()], 2);
        await client.ApplyAsync(stream, newer, Release.Parts.Select(part => part.Digest).ToHashSet());
        await HeartbeatAsync(client, stream, newer.Position, TimeSpan.FromMinutes(11));

        Assert.NotNull(client.Current.Schema.Core);
        Assert.Equal(ClaimOutcome.ClaimsTooOld, Decide(client).Outcome);

        await HeartbeatAsync(client, stream, newer.Position);
        Assert.True(Decide(client).IsGranted);
        Assert.Equal(2, client.Current.Release.Generation);
    }

    [Fact]
    public async Task NewClaimsRejected_OldOnesTurnTooOldAlthoughTheSidecarIsWell()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        var stream = await client.ApplyFirstAsync(Release);
        await HeartbeatAsync(client, stream, Release.Position);
        var bad = TestReleases.Publish([Part.Of(PartNames.Claims, "{}"u8.ToArray())], 2);
        stream.SendRelease(bad);
        await client.Sidecar.NextReportAsync();
        for (var beats = 0; beats <= 40; beats++)
        {
            client.Time.Advance(TimeSpan.FromSeconds(15));
            await HeartbeatAsync(client, stream, bad.Position);
        }

        Assert.Equal(ClaimOutcome.ClaimsTooOld, Decide(client).Outcome);
        Assert.Equal(ReportCodes.PartInvalid, client.Snapshots.Status.Problem?.Code);
    }

    [Fact]
    public async Task BothSwaps_AreAnnounced()
    {
        await using var client = await StartAsync(WhenTooOld.FailClosed);
        var stream = await client.ApplyFirstAsync(Release);
        var told = 0;
        using var registration = ChangeToken.OnChange(client.Snapshots.Watch, () => Interlocked.Increment(ref told));
        await using var reader = client.Snapshots.ReadAllAsync().GetAsyncEnumerator();
        Assert.False((await NextAsync(reader)).Claims.AreTooOld);

        await HeartbeatAsync(client, stream, Release.Position, TimeSpan.FromMinutes(11));
        var refusing = await NextAsync(reader);
        Assert.True(refusing.Claims.AreTooOld);
        Assert.Empty(refusing.Claims.ToClaimSets());
        await Eventually.IsTrueAsync(() => Volatile.Read(ref told) == 1);

        await HeartbeatAsync(client, stream, Release.Position);
        Assert.Single((await NextAsync(reader)).Claims.ToClaimSets());
        await Eventually.IsTrueAsync(() => Volatile.Read(ref told) == 2);
    }

    private static Task<ClientHost> StartAsync(WhenTooOld whenTooOld) => ClientHost.StartAsync(options =>
    {
        options.MaxClaimsAge = TimeSpan.FromMinutes(10);
        options.WhenTooOld = whenTooOld;
    });

    private static PublishedRelease WithStrategy(long generation, string strategy) => TestReleases.Publish(
        [Metadata.Part(PartNames.Claims, Metadata.ClaimSet("Set", ("claim", $"Read={strategy}")))], generation);

    private static ClaimDecision Decide(ClientHost client) => client.Current.Claims.Decide(null, "Set", "claim", ResourceAction.Read);

    private static async Task PassAsync(ClientHost client, TimeSpan time)
    {
        var end = client.Time.GetUtcNow() + time;
        await client.AdvanceUntilAsync(() => client.Time.GetUtcNow() >= end, TimeSpan.FromSeconds(1));
    }

    private static async Task HeartbeatAsync(ClientHost client, FakeStream stream, Position latest, TimeSpan? claimsAge = null)
    {
        client.Time.Advance(TimeSpan.FromMilliseconds(1));
        stream.Heartbeat(latest, claimsAge);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.LastHeartbeat == client.Time.GetUtcNow());
        // The next message is taken only when this one has had all its effects.
        client.Time.Advance(TimeSpan.FromMilliseconds(1));
        stream.Heartbeat(latest, claimsAge);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.LastHeartbeat == client.Time.GetUtcNow());
    }

    private static async Task<DmsSnapshot> NextAsync(IAsyncEnumerator<DmsSnapshot> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        return reader.Current;
    }

    private static async Task AssertHealthAsync(ClientHost client, HealthStatus status, string expected)
    {
        var health = await client.HealthAsync();
        Assert.Contains(expected, health.Description, StringComparison.Ordinal);
        Assert.Equal(status, health.Status);
    }
}
