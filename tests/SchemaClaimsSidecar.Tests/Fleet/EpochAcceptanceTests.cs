using SchemaClaimsSidecar.Storage;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Fleet;

/// <summary>A store that went backwards on purpose.</summary>
public class EpochAcceptanceTests
{
    [PostgresTheory]
    [InlineData(false, "second")]
    [InlineData(true, "third")]
    public async Task Accept_OlderBackup_GoesOnUnderANewNameAndAllFollow(bool keepServed, string schema)
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await PublishThreeAsync(one, other);
        await fleet.Database.ExecuteAsync("DELETE FROM schemaclaims.release WHERE generation = 3");
        await one.CatchUpAsync();
        await other.CatchUpAsync();
        var before = one.Newest!.Value;

        var accepted = await one.AcceptAsync(before.Epoch, keepServed);
        await other.CatchUpAsync();

        Assert.NotEqual(before.Epoch, accepted.Position.Epoch);
        Assert.True(accepted.Follows(before));
        Assert.Equal("ann on one", accepted.Record.PublishedBy);
        Assert.Equal((accepted.Position, schema), (one.Newest!.Value, one.Schema));
        Assert.Equal((accepted.Position, schema), (other.Newest!.Value, other.Schema));
        Assert.Empty(other.Standing.Current.Alarm);
        Assert.Empty((await one.Shared.VerifyAsync(default)).Damages);
        Assert.Equal("fourth", await PublishAndFollowAsync(other, one, "fourth"));
    }

    [PostgresFact]
    public async Task Accept_EmptiedDatabase_PutsBackWhatIsServed()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await PublishThreeAsync(one, other);
        await fleet.Database.ExecuteAsync("DROP SCHEMA schemaclaims CASCADE");
        await one.CatchUpAsync();

        var accepted = await one.AcceptAsync();
        await other.CatchUpAsync();

        Assert.Equal(("third", "third"), (one.Schema, other.Schema));
        Assert.Equal(accepted.Position, other.Newest);
        Assert.Equal("fourth", await PublishAndFollowAsync(other, one, "fourth"));
    }

    [PostgresFact]
    public async Task Accept_HistoryBegunByAnother_IsFollowedByBothSides()
    {
        await using var fleet = await FleetRig.StartAsync();
        var one = await fleet.JoinAsync("one");
        await PublishThreeAsync(one, one);
        await fleet.Database.ExecuteAsync("DROP SCHEMA schemaclaims CASCADE");
        var fresh = await fleet.JoinAsync("fresh");
        await fresh.PublishAsync("begun anew");
        await one.CatchUpAsync();

        await one.AcceptAsync(fresh.Newest!.Value.Epoch);
        await fresh.CatchUpAsync();

        Assert.Equal(("begun anew", "begun anew"), (one.Schema, fresh.Schema));
        Assert.Equal(one.Newest, fresh.Newest);
    }

    [PostgresFact]
    public async Task Accept_WhatASidecarMissed_IsFollowedAfterLaterReleasesToo()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, away) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("away"));
        await PublishThreeAsync(one, away);
        for (var restored = 0; restored < 2; restored++)
        {
            await fleet.Database.ExecuteAsync(
                "DELETE FROM schemaclaims.release WHERE generation = (SELECT max(generation) FROM schemaclaims.release)");
            await fleet.Database.ExecuteAsync(
                "UPDATE schemaclaims.store SET epoch = (SELECT convert_from(content, 'UTF8')::json->>'epoch' FROM schemaclaims.release "
                + "ORDER BY generation DESC LIMIT 1)");
            await one.CatchUpAsync();
            await one.AcceptAsync();
            await one.PublishAsync($"after {restored}");
        }

        await away.CatchUpAsync();

        Assert.Equal("after 1", away.Schema);
        Assert.Equal(one.Newest, away.Newest);
    }

    [PostgresFact]
    public async Task Accept_NothingOrSomethingElse_IsRefused()
    {
        await using var fleet = await FleetRig.StartAsync();
        var one = await fleet.JoinAsync("one");
        await PublishThreeAsync(one, one);
        var nothing = await Assert.ThrowsAsync<HistoryReplacedException>(() => one.AcceptAsync());
        await fleet.Database.ExecuteAsync("DELETE FROM schemaclaims.release WHERE generation = 3");
        await one.CatchUpAsync();

        var another = await Assert.ThrowsAsync<HistoryReplacedException>(() => one.AcceptAsync("another"));

        Assert.Contains("nothing to accept", nothing.Message, StringComparison.Ordinal);
        Assert.Contains("not another", another.Message, StringComparison.Ordinal);
        Assert.Equal("third", one.Schema);
    }

    [PostgresFact]
    public async Task Accept_ByTwoAtOnce_IsDoneOnce()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        await PublishThreeAsync(one, other);
        await fleet.Database.ExecuteAsync("DELETE FROM schemaclaims.release WHERE generation = 3");
        await one.CatchUpAsync();
        await other.CatchUpAsync();

        await Task.WhenAll(Task.Run(() => TryAcceptAsync(one)), Task.Run(() => TryAcceptAsync(other)));
        await one.CatchUpAsync();
        await other.CatchUpAsync();

        Assert.Equal(one.Newest, other.Newest);
        Assert.Equal(3, one.Newest?.Generation);
        Assert.Empty((await one.Shared.VerifyAsync(default)).Damages);
    }

    private static async Task PublishThreeAsync(Pod one, Pod other)
    {
        foreach (var schema in new[] { "first", "second", "third" })
            await one.PublishAsync(schema);
        await other.CatchUpAsync();
    }

    private static async Task<string?> PublishAndFollowAsync(Pod publisher, Pod follower, string schema)
    {
        await publisher.PublishAsync(schema);
        await follower.CatchUpAsync();
        return follower.Schema;
    }

    private static async Task TryAcceptAsync(Pod pod)
    {
        try
        {
            await pod.AcceptAsync();
        }
        catch (Exception late) when (late is ReleaseConflictException or HistoryReplacedException)
        {
            // The other was first.
        }
    }
}
