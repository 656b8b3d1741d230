using Testing;

namespace EndToEnd.Tests.Chaos;

/// <summary>What a network does to the connections of subscribers.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task Link_ThatSwallowsEverything_IsNoticedAndReplaced()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(() => LoseAsync(rig, rig.Link.Swallow));
    }

    [Fact]
    public async Task Link_ClosedAtTheSidecarsEndOnly_IsNoticedAndReplaced()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(() => LoseAsync(rig, rig.Link.HalfClose));
    }

    [Fact]
    public async Task Link_CutInTheMidstOfATransfer_GoesOnWhereItWas()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(async () =>
        {
            // 300 kB a second take about a second.
            rig.Link.BytesPerSecond = 300_000;
            var (generation, mark) = await rig.PublishAsync();
            for (var cut = 0; cut < 3; cut++)
            {
                var connections = rig.Link.Accepted;
                rig.Link.Cut();
                await Eventually.IsTrueAsync(() => rig.Link.Accepted > connections);
            }

            await rig.Client.RunsAsync(generation, mark);
            rig.Link.BytesPerSecond = null;
        });
    }

    [Fact]
    public Task Link_OfAFewKilobytesASecond_DeliversInTheEnd() => CrawlAsync(bytesPerSecond: 64_000);

    [Fact]
    [Trait("Category", "Long")]
    public Task Link_OfOneKilobyteASecond_DeliversInTheEnd() => CrawlAsync(bytesPerSecond: 1_000);

    [Fact]
    public async Task Link_ThatDamagesBytes_NeverGivesADamagedSnapshot()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(async () =>
        {
            rig.Link.DamageOneIn = 4;
            for (var release = 0; release < 10; release++)
                await rig.Follower.WaitForAsync((await rig.PublishAsync()).Generation);
            rig.Link.DamageOneIn = null;
        });
    }

    private static async Task LoseAsync(ChaosRig rig, Action lose)
    {
        var connections = rig.Link.Accepted;
        lose();
        await Eventually.IsTrueAsync(() => rig.Link.Accepted > connections);
    }

    // What a subscriber gets while it crawls is superseded and not queued; the sidecar and the others are as quick as ever.
    private static async Task CrawlAsync(int bytesPerSecond)
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(async () =>
        {
            rig.Link.BytesPerSecond = bytesPerSecond;
            for (var release = 0; release < 5; release++)
                await rig.Follower.WaitForAsync((await rig.PublishAsync()).Generation);
            Assert.Empty(rig.Client.Faults);
            rig.Link.BytesPerSecond = null;
        });
    }
}
