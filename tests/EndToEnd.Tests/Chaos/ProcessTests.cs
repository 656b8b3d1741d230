using Testing;

namespace EndToEnd.Tests.Chaos;

/// <summary>What a node does to the sidecar's process.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Sidecar_StoppedForLongerThanClientsWait_IsFoundAgain()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(() => StopAsync(rig, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Sidecar_StoppedForHalfAMinute_IsFoundAgain()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(() => StopAsync(rig, TimeSpan.FromSeconds(29)));
    }

    [Fact]
    public async Task Sidecar_KilledAgainAndAgain_LosesNothing()
    {
        await using var rig = await ChaosRig.StartAsync();
        for (var time = 0; time < 3; time++)
            await rig.SurviveAsync(rig.KillAndStartAsync);
    }

    [FakeTimeFact]
    public async Task Clock_ThatJumpsForwardsAndBackwards_ChangesNothingButTimes()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTime(folder["offset"]);
        await using var rig = await ChaosRig.StartAsync(clock.Variables);

        foreach (var offset in new[] { "+2d", "-3d", "+0" })
        {
            await rig.SurviveAsync(async () =>
            {
                clock.Jump(offset);
                await rig.Follower.WaitForHeartbeatsAsync(rig.Follower.Heartbeats + 3);
            });
        }
    }

    private static async Task StopAsync(ChaosRig rig, TimeSpan silence)
    {
        rig.Sidecar.Freeze();
        try
        {
            await Eventually.IsTrueAsync(() => rig.Client.Snapshots.Status.HeartbeatAge > silence);
            Assert.False(rig.Client.Snapshots.Status.IsConnected);
        }
        finally
        {
            rig.Sidecar.Thaw();
        }
    }
}
