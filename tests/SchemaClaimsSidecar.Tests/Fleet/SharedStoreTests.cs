using SchemaClaimsSidecar.Storage;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Fleet;

/// <summary>Several sidecars publish at once.</summary>
public class SharedStoreTests
{
    [PostgresFact]
    public async Task Publish_AnotherWasFirst_IsToldWhoAndKnowsWhat()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");

        var conflict = await Assert.ThrowsAsync<ReleaseConflictException>(() => other.PublishAsync("lost"));

        Assert.Contains("published by ann on one", conflict.Message, StringComparison.Ordinal);
        Assert.Equal("first", other.Schema);
        Assert.Equal(2, (await other.PublishAsync("second")).Generation);
    }

    [PostgresFact]
    public async Task Publish_ManyAtOnceAgainAndAgain_OneWinsEachTimeAndAllKnowIt()
    {
        await using var fleet = await FleetRig.StartAsync();
        var pods = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => fleet.JoinAsync($"pod{number}")));
        for (var round = 1; round <= 5; round++)
        {
            var results = await Task.WhenAll(pods.Select((pod, number) => Task.Run(() => TryAsync(pod, $"round {round} of {number}"))));

            Assert.Single(results, won => won);
            Assert.All(pods, pod => Assert.Equal(round, pod.Newest?.Generation));
            Assert.Single(pods.Select(pod => pod.Schema).Distinct());
        }

        Assert.Empty((await pods[0].Shared.VerifyAsync(default)).Damages);
    }

    [PostgresFact]
    public async Task Publish_ClaimsBeforeTheFirstLook_KeepTheSchemaThatIsThere()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, late) = (await fleet.JoinAsync("one"), fleet.Join("late"));
        await one.PublishAsync("first");

        await Assert.ThrowsAnyAsync<Exception>(() => late.PublishClaimsAsync("claims"));
        await late.CatchUpAsync();
        await late.PublishClaimsAsync("claims");

        Assert.Equal("first claims", late.Schema);
    }

    private static async Task<bool> TryAsync(Pod pod, string schema)
    {
        try
        {
            await pod.PublishAsync(schema);
            return true;
        }
        catch (ReleaseConflictException)
        {
            return false;
        }
    }
}
