using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;

namespace SchemaClaimsSidecar.Tests.Storage;

// What releases are made of: snapshots and the documents that they were made from.
public abstract partial class ReleaseStoreContract
{
    [StoreFact]
    public async Task Snapshot_OfAnOldRelease_IsReadWhole()
    {
        var old = await AppendAsync(0, "s", "c", "x");
        await AppendAsync(1, "s2", "c", "x2");

        var snapshot = (await Store.ReadSnapshotAsync(old.SnapshotId, default))!;
        Assert.Equal(Contents(SnapshotSamples.Snapshot("s", "c", "x", out _)), Contents(snapshot));
    }

    [StoreFact]
    public async Task Snapshot_ThatNoReleaseHas_IsNull()
    {
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x", out var inputs);
        await Store.AppendAsync(new NewRelease(0, snapshot, inputs, "upload", "ann", ""), default);

        Assert.Null(await Store.ReadSnapshotAsync(Digest.Of("unknown"u8), default));
        Assert.Null(await Store.ReadSnapshotAsync(inputs[0].Digest, default));
    }

    [StoreFact]
    public async Task Inputs_OfEveryRelease_AreKept()
    {
        SnapshotSamples.Snapshot("s", "c", "x", out var first);
        SnapshotSamples.Snapshot("s2", "c", "x", out var second);
        await AppendAsync(0, "s", "c", "x");
        await AppendAsync(1, "s2", "c", "x");
        await ReopenAsync();

        foreach (var input in first.Concat(second))
            Assert.Equal(input.Content.ToArray(), (await Store.ReadInputAsync(input.Digest, default))!.Value.ToArray());
        Assert.Null(await Store.ReadInputAsync(Digest.Of("unknown"u8), default));
    }

    [StoreFact]
    public async Task Append_WithoutAnInputThatTheStoreHas_IsTaken()
    {
        await AppendAsync(0, "s", "c", "x");
        await ReopenAsync();
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x2", out var inputs);

        var release = await Store.AppendAsync(new NewRelease(1, snapshot, inputs[1..], "upload", "ann", ""), default);

        await AssertCurrentAsync(release, "s", "c", "x2");
    }

    [StoreFact]
    public async Task Append_WithoutAnInputThatTheStoreLacks_IsRefusedAndChangesNothing()
    {
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x", out var inputs);

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => Store.AppendAsync(new NewRelease(0, snapshot, inputs[1..], "upload", "ann", ""), default));

        Assert.Contains("core.json", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Store.ReadCurrentAsync(default));
    }
}
