using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Retention;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Fleet;
using SchemaClaimsSidecar.Tests.Storage;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Retention;

public sealed class StoreKeeperTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Keep_ReleasesThatNobodyRuns_AreForgottenOnceTheyAreOld()
    {
        using var folder = new TemporaryFolder();
        await using var store = FileStoreOpener.Open(folder["store"], _time, NullLogger<FileStore>.Instance);
        for (var generation = 0; generation < 5; generation++)
            await store.AppendAsync(generation, $"of {generation}");
        var board = NewBoard();
        board.Connected(new SubscriberName("dms", "1"), SubscriberLabels.None, new Position(store.Epoch, 2));
        board.Connected(new SubscriberName("other", "1"), SubscriberLabels.None, new Position("another", 1));
        var keeper = NewKeeper(store, board);

        await keeper.KeepAsync(default);
        Assert.Equal(0, (await store.ReadForgottenAsync(default)).Through);
        _time.Advance(TimeSpan.FromDays(91));
        await keeper.KeepAsync(default);

        Assert.Equal([1, 3], await ForgottenAsync(store));
    }

    [PostgresFact]
    public async Task Keep_InAFleet_SparesWhatOthersRunAndIsOneSidecarsTurn()
    {
        await using var fleet = await FleetRig.StartAsync();
        var (one, other) = (await fleet.JoinAsync("one"), await fleet.JoinAsync("other"));
        for (var release = 0; release < 6; release++)
            await one.PublishAsync($"schema {release}");
        var (here, there) = (NewBoard(), NewBoard());
        here.Connected(new SubscriberName("dms-1", "1"), SubscriberLabels.None, new Position(one.Store.Epoch, 1));
        there.Connected(new SubscriberName("dms-2", "1"), SubscriberLabels.None, new Position(one.Store.Epoch, 3));
        one.Turn.Begin();
        _time.Advance(DateTimeOffset.UtcNow.AddDays(200) - _time.GetUtcNow());

        Assert.Null(await NewKeeper(other.Shared, there, UseOf(other, "other")).KeepAsync(default));
        Assert.NotNull(await NewKeeper(one.Shared, here, UseOf(one, "one")).KeepAsync(default));

        Assert.Equal([2, 4], await ForgottenAsync(other.Shared));
        Assert.Empty((await other.Shared.VerifyAsync(default)).Damages);
    }

    private static async Task<IEnumerable<long>> ForgottenAsync(IReleaseStore store)
    {
        var forgotten = await store.ReadForgottenAsync(default);
        var releases = await store.ListAsync(100, default);
        return releases.Select(release => release.Record.Generation).Where(forgotten.Contains).Order();
    }

    private static ReleasesInUse UseOf(Pod pod, string name) => new(pod.Store, pod.Turn, Options.Create(new FleetOptions { Pod = name }));

    private SubscriberBoard NewBoard() => new(Options.Create(new DistributionOptions()), _time);

    private StoreKeeper NewKeeper(IReleaseStore store, SubscriberBoard board, IReleasesInUse? elsewhere = null) => new(
        store, board, Options.Create(new RetentionOptions { KeepReleases = 2 }), _time, NullLogger<StoreKeeper>.Instance, elsewhere);
}
