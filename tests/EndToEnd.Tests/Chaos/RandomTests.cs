using Xunit.Abstractions;

namespace EndToEnd.Tests.Chaos;

/// <summary>One disturbance after the other, and several at once, in an order that a seed decides.</summary>
public sealed class RandomTests(ITestOutputHelper output)
{
    [Fact]
    public Task Everything_AFewTimes_EndsOnTheLatestRelease() => DisturbAsync(rounds: 6, Random.Shared.Next());

    [Fact]
    [Trait("Category", "Long")]
    public Task Everything_ManyTimes_EndsOnTheLatestRelease() => DisturbAsync(rounds: 150, Random.Shared.Next());

    private async Task DisturbAsync(int rounds, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var rig = await ChaosRig.StartAsync();
        for (var round = 0; round < rounds; round++)
        {
            var kinds = Enumerable.Range(0, 1 + random.Next(2)).Select(_ => random.Next(6)).ToArray();
            output.WriteLine($"round {round}: {string.Join(", ", kinds)}");
            foreach (var kind in kinds)
                await DisturbAsync(rig, kind);
            (rig.Link.BytesPerSecond, rig.Link.DamageOneIn) = (null, null);
            await rig.ConvergeAsync();
        }
    }

    private static async Task DisturbAsync(ChaosRig rig, int kind)
    {
        switch (kind)
        {
            case 0:
                await rig.KillAndStartAsync();
                break;
            case 1:
                rig.Link.Swallow();
                break;
            case 2:
                rig.Link.HalfClose();
                break;
            case 3:
                rig.Link.BytesPerSecond = 100_000;
                await rig.PublishAsync();
                break;
            case 4:
                rig.Link.DamageOneIn = 2;
                await rig.PublishAsync();
                break;
            default:
                await rig.PublishAsync();
                rig.Link.Cut();
                break;
        }
    }
}
