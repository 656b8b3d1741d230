using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Fleet;

/// <summary>What one sidecar publishes and another follows.</summary>
public class StoreFollowerTests
{
    [PostgresFact]
    public async Task CatchUp_AnotherHasPublished_OffersItAndKeepsIt()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));

        var published = await one.PublishAsync("first");
        await other.CatchUpAsync();

        Assert.Equal(published, other.Newest);
        Assert.Equal("first", other.Schema);
        Assert.Equal(published, Assert.Single(other.Copy.Releases).Release.Position);
        Assert.Equal("ann on one", other.Hub.Current!.Release.Record.PublishedBy);
    }

    [PostgresFact]
    public async Task CatchUp_SeveralReleasesBehind_ComesToWhatTheHistoryComesTo()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        await one.PublishAsync("tried", rollout: "50%");
        await other.CatchUpAsync();
        Assert.Equal(("first", "tried"), (other.Schema, other.Canary));

        await one.PublishClaimsAsync("claims");
        await other.CatchUpAsync();

        Assert.Equal(("first claims", "tried claims"), (other.Schema, other.Canary));
        Assert.Equal((one.Schema, one.Canary), (other.Schema, other.Canary));
        Assert.Equal(4, other.Newest?.Generation);
    }

    [PostgresFact]
    public async Task CatchUp_RolloutThatCameAndWentMeanwhile_IsNotOffered()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        await one.PublishAsync("tried", rollout: "50%");
        await other.CatchUpAsync();

        await PromoteAsync(one);
        await one.PublishClaimsAsync("claims");
        await other.CatchUpAsync();

        Assert.Equal(("tried claims", null), (other.Schema, other.Canary));
    }

    [PostgresFact]
    public async Task Start_WithoutTheStore_ServesTheCopyAndCatchesUpLater()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        await one.PublishAsync("tried", rollout: "50%");
        await other.CatchUpAsync();
        await fleet.LeaveAsync(other);

        var away = fleet.Join("other", "Host=127.0.0.1;Port=1;Database=d;Username=u;Timeout=1");
        await Assert.ThrowsAsync<StoreUnavailableException>(away.CatchUpAsync);
        Assert.Equal(("first", "tried"), (away.Schema, away.Canary));
        Assert.False(away.Standing.Current.IsConnected);
        await fleet.LeaveAsync(away);

        await PromoteAsync(one);
        var back = fleet.Join("other");
        await back.CatchUpAsync();
        Assert.Equal(("tried", null), (back.Schema, back.Canary));
        Assert.True(back.Standing.Current.TakesReleases);
    }

    [PostgresFact]
    public async Task Publish_StoreAway_IsRefusedAsPassingAndNothingIsHalfDone()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var fleet = await FleetRig.StartAsync();
        var pod = fleet.Join("one", cluster.ConnectionString());
        await pod.PublishAsync("first");
        await cluster.StopAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(pod.CatchUpAsync);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => pod.PublishAsync("second"));

        Assert.True(refused.MayPass);
        Assert.StartsWith("Nothing was published.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("first", pod.Schema);
        await cluster.StartAgainAsync();
        Assert.Equal(2, (await pod.PublishAsync("second")).Generation);
    }

    [PostgresTheory]
    [InlineData("DELETE FROM schemaclaims.release WHERE generation = 3", "went back to generation 2")]
    [InlineData("DELETE FROM schemaclaims.release", "without a release")]
    [InlineData("DROP SCHEMA schemaclaims CASCADE", "the database holds no store")]
    public async Task CatchUp_StoreWentBackwards_KeepsWhatIsServedAlsoAfterARestart(string what, string why)
    {
        await using var fleet = await FleetRig.StartAsync();
        var pod = await fleet.JoinAsync("one");
        foreach (var schema in new[] { "first", "second", "third" })
            await pod.PublishAsync(schema);
        await fleet.Database.ExecuteAsync(what);

        await pod.CatchUpAsync();
        await AssertNotFollowedAsync(pod, why);
        pod = await fleet.RestartAsync(pod, "one");
        await pod.CatchUpAsync();

        await AssertNotFollowedAsync(pod, why);
        Assert.Equal("third", Assert.Single(pod.Copy.Releases).Snapshot.Manifest.EffectiveSchemaHash);
        Assert.Equal(why.EndsWith("no store", StringComparison.Ordinal), !await HasStoreAsync(fleet.Database));
    }

    [PostgresFact]
    public async Task CatchUp_EmptiedStoreBegunAnewByAnother_IsNotFollowed()
    {
        await using var fleet = await FleetRig.StartAsync();
        var pod = await fleet.JoinAsync("one");
        await pod.PublishAsync("first");
        await fleet.Database.ExecuteAsync("DROP SCHEMA schemaclaims CASCADE");
        var fresh = await fleet.JoinAsync("fresh");
        await pod.CatchUpAsync();
        await AssertNotFollowedAsync(pod, $"history {fresh.Shared.Epoch} without a release");

        await fresh.PublishAsync("other");
        await fresh.PublishAsync("another");
        await pod.CatchUpAsync();

        await AssertNotFollowedAsync(pod, $"another history, {fresh.Shared.Epoch}, at generation 2");
    }

    [PostgresFact]
    public async Task CatchUp_StoreIsRightAgain_IsFollowedAgain()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        await other.CatchUpAsync();
        await fleet.Database.ExecuteAsync("ALTER SCHEMA schemaclaims RENAME TO elsewhere");
        await other.CatchUpAsync();
        Assert.NotEmpty(other.Standing.Current.Alarm);

        await fleet.Database.ExecuteAsync("ALTER SCHEMA elsewhere RENAME TO schemaclaims");
        await one.PublishAsync("second");
        await other.CatchUpAsync();

        Assert.Empty(other.Standing.Current.Alarm);
        Assert.Equal("second", other.Schema);
    }

    [PostgresFact]
    public async Task CatchUp_NothingServedYet_FollowsWhateverIsThere()
    {
        await using var fleet = await FleetRig.StartAsync();
        var pod = await fleet.JoinAsync("one");
        await fleet.Database.ExecuteAsync("DROP SCHEMA schemaclaims CASCADE");

        await pod.CatchUpAsync();

        Assert.Empty(pod.Standing.Current.Alarm);
        Assert.Equal(1, (await pod.PublishAsync("first")).Generation);
    }

    [PostgresFact]
    public async Task CatchUp_NewestReleaseDamaged_KeepsWhatIsServedUntilItIsPublishedAgain()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        await other.CatchUpAsync();
        await one.PublishAsync("second");
        await fleet.Database.ExecuteAsync("UPDATE schemaclaims.blob SET content = 'x' WHERE content = 'second'");

        await Assert.ThrowsAsync<StoreDamagedException>(other.CatchUpAsync);
        Assert.Equal("first", other.Schema);
        Assert.Contains("is damaged", other.Standing.Current.Alarm, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => other.PublishClaimsAsync("claims"));

        Assert.Equal(3, (await other.PublishAsync("third")).Generation);
        await one.CatchUpAsync();
        await other.CatchUpAsync();
        Assert.Equal(("third", "third"), (one.Schema, other.Schema));
        Assert.Empty(other.Standing.Current.Alarm);
    }

    [PostgresFact]
    public async Task CatchUp_ClaimsConfirmedByAnother_KnowsTheirAge()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        Assert.Null(await one.Turn.ConfirmAsync(default));
        await fleet.Database.ExecuteAsync("UPDATE schemaclaims.claims_confirmation SET confirmed_at = now() - interval '1 hour'");

        await other.CatchUpAsync();

        Assert.InRange(other.Freshness.Age!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(70));
        await one.Turn.ConfirmAsync(default);
        await other.CatchUpAsync();
        Assert.InRange(other.Freshness.Age!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }

    [PostgresFact]
    public async Task Confirm_ByOneThatIsBehind_ConfirmsNothing()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await one.PublishAsync("first");
        await other.CatchUpAsync();
        await one.PublishAsync("second");

        Assert.Null(await other.Turn.ConfirmAsync(default));

        Assert.Equal(0, await fleet.Database.ReadAsync<long>("SELECT count(*) FROM schemaclaims.claims_confirmation"));
    }

    private static async Task AssertNotFollowedAsync(Pod pod, string why)
    {
        Assert.Contains(why, pod.Standing.Current.Alarm, StringComparison.Ordinal);
        Assert.Contains("accept-epoch", pod.Standing.Current.Alarm, StringComparison.Ordinal);
        Assert.NotNull(pod.Newest);
        var before = (pod.Newest, pod.Schema);
        await Assert.ThrowsAsync<HistoryReplacedException>(() => pod.PublishAsync("refused"));
        Assert.Equal(before, (pod.Newest, pod.Schema));
    }

    private static Task<bool> HasStoreAsync(PostgresDatabase database) =>
        database.ReadAsync<bool>("SELECT to_regclass('schemaclaims.store') IS NOT NULL");

    private static Task PromoteAsync(Pod pod) => pod.PromoteAsync(new RolloutDecision("ann", ""));
}
