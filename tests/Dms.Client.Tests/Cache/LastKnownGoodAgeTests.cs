using Dms.Client.Cache;
using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Cache;

/// <summary>How old the claims are after a restart.</summary>
public sealed class LastKnownGoodAgeTests : IDisposable
{
    private static readonly PublishedRelease Release =
        TestReleases.Publish([Metadata.Part(PartNames.Claims, Metadata.ClaimSet("Set", ("claim", "Read=A")))], 7);

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["lkg"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restart_DuringAnOutage_KnowsTheAge()
    {
        var stopped = await KeepAsync(TimeSpan.FromMinutes(3));
        await using var client = New();
        client.Time.Advance(stopped - client.Time.GetUtcNow() + TimeSpan.FromMinutes(2));
        await client.StartAsync();

        AssertAge(client, TimeSpan.FromMinutes(5));
        Assert.True(Decide(client).IsGranted);
    }

    [Fact]
    public async Task Restart_AfterTheLimit_RefusesFromTheFirstRequestOn()
    {
        var stopped = await KeepAsync(TimeSpan.FromMinutes(3));
        await using var client = New();
        client.Time.Advance(stopped - client.Time.GetUtcNow() + TimeSpan.FromMinutes(8));
        var first = client.Snapshots.WaitForFirstAsync();
        await client.StartAsync();

        Assert.True((await first.WaitAsync(Patience.Limit)).Claims.AreTooOld);
        Assert.Equal(ClaimOutcome.ClaimsTooOld, Decide(client).Outcome);

        var stream = await client.Sidecar.NextStreamAsync();
        stream.Heartbeat(Release.Position);
        await Eventually.IsTrueAsync(() => Decide(client).IsGranted);
    }

    [Fact]
    public async Task RestartTwice_DuringAnOutage_DoesNotForget()
    {
        var stopped = await KeepAsync(TimeSpan.FromMinutes(3));
        for (var restarts = 1; restarts <= 3; restarts++)
        {
            await using var client = New();
            client.Time.Advance(stopped - client.Time.GetUtcNow() + TimeSpan.FromMinutes(restarts));
            await client.StartAsync();
            AssertAge(client, TimeSpan.FromMinutes(3 + restarts));
        }
    }

    [Fact]
    public async Task FileTimeInTheFuture_CountsAsNow()
    {
        await KeepAsync(TimeSpan.Zero);
        await using var client = New();
        LastKnownGoodFile.Confirm(Folder, client.Time.GetUtcNow().UtcDateTime.AddDays(1));
        await client.StartAsync();

        AssertAge(client, TimeSpan.Zero);
    }

    [Fact]
    public async Task Heartbeats_AreKeptAtMostOnceAMinute()
    {
        await using var client = New();
        await client.StartAsync();
        var stream = await client.ApplyFirstAsync(Release);
        await Eventually.IsTrueAsync(() => KeptAt() == client.Time.GetUtcNow().UtcDateTime);
        var written = KeptAt();

        client.Time.Advance(TimeSpan.FromSeconds(15));
        await HeartbeatAsync(client, stream, TimeSpan.FromSeconds(10));
        client.Time.Advance(TimeSpan.FromSeconds(15));
        await HeartbeatAsync(client, stream, TimeSpan.FromSeconds(10));
        Assert.Equal(written, KeptAt());

        client.Time.Advance(TimeSpan.FromSeconds(15));
        await HeartbeatAsync(client, stream, TimeSpan.FromSeconds(10));
        var confirmed = client.Time.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(10);
        client.Time.Advance(TimeSpan.FromSeconds(15));
        await Eventually.IsTrueAsync(() => KeptAt() == confirmed);
    }

    [Fact]
    public async Task Stop_KeepsWhatWasConfirmedLast()
    {
        var stopped = await KeepAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(stopped.UtcDateTime - TimeSpan.FromSeconds(30), KeptAt());
    }

    [Fact]
    public async Task File_GoneMeanwhile_IsLoggedOnceAndTriedAgain()
    {
        await using var client = New();
        await client.StartAsync();
        var stream = await client.ApplyFirstAsync(Release);
        await Eventually.IsTrueAsync(() => File.Exists(LastKnownGoodFile.PathIn(Folder)) && KeptAt() == client.Time.GetUtcNow().UtcDateTime);
        File.Delete(LastKnownGoodFile.PathIn(Folder));
        await BeatUntilAsync(client, stream, () => client.Log.Has(305));
        var logged = client.Time.GetUtcNow();
        await BeatUntilAsync(client, stream, () => client.Time.GetUtcNow() > logged.AddMinutes(3));
        File.WriteAllText(LastKnownGoodFile.PathIn(Folder), "back again");
        await BeatUntilAsync(client, stream, () => KeptAt() > logged.UtcDateTime.AddMinutes(1) && KeptAt() <= client.Time.GetUtcNow().UtcDateTime);

        Assert.Single(client.Log.Entries, entry => entry.Id.Id == 305);
        Assert.True(Decide(client).IsGranted);
    }

    private ClientHost New() => new(options =>
    {
        options.LastKnownGoodFolder = Folder;
        options.LastKnownGoodDelay = TimeSpan.Zero;
        options.MaxClaimsAge = TimeSpan.FromMinutes(10);
        options.WhenTooOld = WhenTooOld.FailClosed;
    });

    /// <returns>When the client was stopped, at which its claims had this age.</returns>
    private async Task<DateTimeOffset> KeepAsync(TimeSpan age)
    {
        await using var client = New();
        await client.StartAsync();
        var stream = await client.ApplyFirstAsync(Release);
        await Eventually.IsTrueAsync(() => File.Exists(LastKnownGoodFile.PathIn(Folder)) && KeptAt() == client.Time.GetUtcNow().UtcDateTime);
        await HeartbeatAsync(client, stream, age);
        await client.StopAsync();
        return client.Time.GetUtcNow();
    }

    private DateTime KeptAt() => LastKnownGoodFile.ConfirmedAt(Folder);

    private static void AssertAge(ClientHost client, TimeSpan age) => Assert.Equal(age, client.Snapshots.Status.ClaimsAge);

    private static ClaimDecision Decide(ClientHost client) => client.Current.Claims.Decide(null, "Set", "claim", ResourceAction.Read);

    private static async Task BeatUntilAsync(ClientHost client, FakeStream stream, Func<bool> condition)
    {
        for (var beats = 0; !condition(); beats++)
        {
            Assert.True(beats < 1000, "It did not happen, however often the sidecar was heard.");
            client.Time.Advance(TimeSpan.FromSeconds(15));
            await HeartbeatAsync(client, stream, TimeSpan.Zero);
        }
    }

    private static async Task HeartbeatAsync(ClientHost client, FakeStream stream, TimeSpan claimsAge)
    {
        client.Time.Advance(TimeSpan.FromMilliseconds(1));
        stream.Heartbeat(Release.Position, claimsAge);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.LastHeartbeat == client.Time.GetUtcNow());
    }
}
