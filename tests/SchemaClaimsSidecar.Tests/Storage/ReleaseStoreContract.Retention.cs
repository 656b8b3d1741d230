using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;

namespace SchemaClaimsSidecar.Tests.Storage;

public abstract partial class ReleaseStoreContract
{
    [StoreFact]
    public async Task Forget_OldReleases_KeepsTheirLinesAndWhatOthersNeed()
    {
        for (var generation = 0; generation < 5; generation++)
            await AppendAsync(generation, "s" + generation, "schools", "x");
        var history = await Store.ListAsync(10, default);

        await Store.ForgetAsync(Forgotten(3, except: 2), default);

        await ReopenAsync();
        Assert.Equal(history.Select(release => release.Record), (await Store.ListAsync(10, default)).Select(release => release.Record));
        var forgotten = await Store.ReadForgottenAsync(default);
        Assert.Equal([1, 3], history.Select(release => release.Record.Generation).Where(forgotten.Contains).Order());
        foreach (var release in history)
        {
            var snapshot = await Store.ReadSnapshotAsync(release.SnapshotId, default);
            Assert.Equal(forgotten.Contains(release.Record.Generation), snapshot is null);
            Assert.Equal(snapshot is null ? null : $"s{release.Record.Generation - 1}", snapshot is null ? null : Students(snapshot));
        }

        Assert.Empty((await Store.VerifyAsync(default)).Damages);
    }

    [StoreFact]
    public async Task Forget_AReleaseWhoseSnapshotAnotherHas_KeepsIt()
    {
        var old = await AppendAsync(0, "s", "c", "x");
        await AppendAsync(1, "s2", "c", "x");
        var again = (await Store.ReadSnapshotAsync(old.SnapshotId, default))!;
        await Store.AppendAsync(new NewRelease(2, again, [], "rollback", "ann", ""), default);

        await Store.ForgetAsync(Forgotten(2), default);

        Assert.Equal("s", Students((await Store.ReadSnapshotAsync(old.SnapshotId, default))!));
        SnapshotSamples.Snapshot("s", "c", "x", out var inputs);
        foreach (var input in inputs)
            Assert.NotNull(await Store.ReadInputAsync(input.Digest, default));
        Assert.Empty((await Store.VerifyAsync(default)).Damages);
    }

    [StoreFact]
    public async Task Forget_WhatTakesMostOfTheRoom_GivesItBack()
    {
        await AppendAsync(0, new string('a', 50_000), "c", "x");
        await AppendAsync(1, "small", "c", "x");
        var before = await Store.VerifyAsync(default);

        var collected = await Store.ForgetAsync(Forgotten(1), default);

        var after = await Store.VerifyAsync(default);
        Assert.InRange(collected.Bytes, 100_000, before.Bytes);
        Assert.Equal(before.Bytes - after.Bytes, collected.Bytes);
        Assert.Equal(before.Blobs - after.Blobs, collected.Blobs);
        Assert.Equal(new StoreCollection(0, 0), await Store.ForgetAsync(ForgottenReleases.None, default));
    }

    [StoreFact]
    public async Task Forget_ThenTheSameDocumentsAgain_AreKeptAnew()
    {
        await AppendAsync(0, "s", "c", "x");
        await AppendAsync(1, "s2", "c", "x2");
        await Store.ForgetAsync(Forgotten(1), default);

        var release = await AppendAsync(2, "s", "c", "x");

        await ReopenAsync();
        await AssertCurrentAsync(release, "s", "c", "x");
        Assert.Empty((await Store.VerifyAsync(default)).Damages);
    }

    [StoreFact]
    public async Task Forget_TheNewest_IsRefusedAndChangesNothing()
    {
        await AppendAsync(0, "s", "c", "x");
        var release = await AppendAsync(1, "s2", "c", "x");

        await Assert.ThrowsAsync<ArgumentException>(() => Store.ForgetAsync(Forgotten(2), default));

        Assert.Equal(0, (await Store.ReadForgottenAsync(default)).Through);
        await AssertCurrentAsync(release, "s2", "c", "x");
    }

    [StoreFact]
    public async Task Forget_LessThanBefore_BringsNothingBack()
    {
        for (var generation = 0; generation < 4; generation++)
            await AppendAsync(generation, "s" + generation, "c", "x");
        await Store.ForgetAsync(Forgotten(3, except: 1), default);

        await Store.ForgetAsync(Forgotten(1), default);

        var forgotten = await Store.ReadForgottenAsync(default);
        Assert.Equal([1, 2, 3], Enumerable.Range(1, 4).Where(generation => forgotten.Contains(generation)));
    }

    [StoreFact]
    public async Task Forget_WhileReleasesAreAppended_LosesNothingThatIsNeeded()
    {
        const int Releases = 30;
        await AppendAsync(0, "s0", "c0", "x0");
        var keeper = Task.Run(async () =>
        {
            for (var newest = 1L; newest < Releases;)
            {
                newest = (await Store.ListAsync(1, default))[0].Record.Generation;
                await Store.ForgetAsync(Forgotten(newest - 1), default);
            }
        });

        // Every third brings back what is being forgotten.
        for (var generation = 1; generation < Releases; generation++)
        {
            var text = generation % 3 == 0 ? generation - 3 : generation;
            await AppendAsync(generation, "s" + text, "c" + (text % 5), "x" + text);
        }

        await keeper.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Empty((await Store.VerifyAsync(default)).Damages);
        await ReopenAsync();
        Assert.Equal("s" + (Releases - 1), Students((await Store.ReadCurrentAsync(default))!.Snapshot));
    }

    private static ForgottenReleases Forgotten(long through, params long[] except) => new(through, except.ToHashSet());

    private static string Students(Snapshot snapshot) => Contents(snapshot)[PartNames.Resource("ed-fi", "students")];
}
