using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Subscription;

public sealed class HeartbeatTests
{
    private static readonly PublishedRelease Running = TestReleases.Publish(TestReleases.SmallParts(), 5);

    [Fact]
    public async Task Heartbeat_OfWhatRuns_SaysHowOldTheKnowledgeIs()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(Running);
        Assert.Null(client.Snapshots.Status.HeartbeatAge);
        await HeartbeatAsync(client, stream, Running.Position);
        client.Time.Advance(TimeSpan.FromSeconds(3));

        var status = client.Snapshots.Status;
        Assert.Equal(TimeSpan.FromSeconds(3), status.HeartbeatAge);
        Assert.Equal(client.Time.GetUtcNow() - TimeSpan.FromSeconds(3), status.LastHeartbeat);
        Assert.Equal(status.Latest, status.Running);
        Assert.Null(status.Problem);
    }

    [Fact]
    public async Task Heartbeat_SaidOnByARelay_IsAsOldAsItWasThere()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(Running);

        stream.Heartbeat(Running.Position, claimsAge: TimeSpan.FromMinutes(5), wordAge: TimeSpan.FromMinutes(2));
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);
        client.Time.Advance(TimeSpan.FromSeconds(3));

        var status = client.Snapshots.Status;
        Assert.Equal(TimeSpan.FromSeconds(123), status.HeartbeatAge);
        Assert.Equal(client.Time.GetUtcNow() - TimeSpan.FromSeconds(123), status.LastHeartbeat);
        Assert.Equal(TimeSpan.FromSeconds(303), status.ClaimsAge);
    }

    [Theory]
    [InlineData("epoch-2", 9, ReportCodes.EpochChanged)]
    [InlineData(TestReleases.Epoch, 4, ReportCodes.GenerationWentBackwards)]
    [InlineData(null, 0, ReportCodes.GenerationWentBackwards)]
    public async Task Heartbeat_NotAheadOfWhatRuns_RaisesTheAlarmOnceAndChangesNothing(string? epoch, long generation, string code)
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(Running);
        var before = client.Current;
        Position? latest = epoch is null ? null : new Position(epoch, generation);
        await HeartbeatAsync(client, stream, latest);
        await HeartbeatAsync(client, stream, latest);

        await Eventually.IsTrueAsync(() => client.Snapshots.Status.Problem?.Code == code);
        Assert.Same(before, client.Current);
        Assert.Single(client.Log.Entries, entry => entry.Id.Id == 206);

        await HeartbeatAsync(client, stream, Running.Position);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.Problem is null);
    }

    [Fact]
    public async Task Heartbeat_OfRejectedRelease_KeepsTheProblem()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(Running);
        var bad = TestReleases.Publish([Part.Of(PartNames.Claims, "{}"u8.ToArray())], 6);
        stream.SendRelease(bad);
        await client.Sidecar.NextReportAsync();
        await HeartbeatAsync(client, stream, bad.Position);
        client.Time.Advance(TimeSpan.FromSeconds(1));
        await HeartbeatAsync(client, stream, bad.Position);

        Assert.Equal(ReportCodes.PartInvalid, client.Snapshots.Status.Problem?.Code);
    }

    private static async Task HeartbeatAsync(ClientHost client, FakeStream stream, Position? latest)
    {
        client.Time.Advance(TimeSpan.FromMilliseconds(1));
        stream.Heartbeat(latest);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.LastHeartbeat == client.Time.GetUtcNow());
    }
}
