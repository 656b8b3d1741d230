using System.Text;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Signing;
using SchemaClaimsSidecar.Tests.Snapshots;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>What every release store promises.</summary>
public abstract partial class ReleaseStoreContract : IAsyncLifetime
{
    private IReleaseStore? _store;

    private protected ManualTimeProvider Time { get; } = new();

    private IReleaseStore Store => _store!;

    public virtual async Task InitializeAsync() => _store = await OpenAsync();

    public virtual async Task DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }

    /// <summary>Opens the test's one store, with what it already holds.</summary>
    private protected abstract Task<IReleaseStore> OpenAsync();

    [StoreFact]
    public async Task NewStore_HoldsNothing()
    {
        Assert.Null(await Store.ReadCurrentAsync(default));
        Assert.Empty(await Store.ListAsync(10, default));
        Assert.Equivalent(new StoreVerification(0, 0, 0, []), await Store.VerifyAsync(default));
        Assert.NotEmpty(Store.Epoch);
    }

    [StoreFact]
    public async Task Append_FirstRelease_IsGenerationOneAsItWasAskedFor()
    {
        Time.Advance(TimeSpan.FromHours(5));
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x", out var inputs);

        var release = await Store.AppendAsync(new NewRelease(0, snapshot, inputs, "upload", "ann", "says \"ü\"\n<why>"), default);

        Assert.Equal(
            new ReleaseRecord(Store.Epoch, 1, snapshot.Id.ToString(), "upload", Time.GetUtcNow(), "ann", "says \"ü\"\n<why>"),
            release.Record);
        Assert.Equal(snapshot.Id, release.SnapshotId);
    }

    [StoreFact]
    public async Task Append_ForPartOfTheFleet_KeepsWhomItIsFor()
    {
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x", out var inputs);
        var rollout = new RolloutRecord("10%", TimeSpan.FromMinutes(5));

        await Store.AppendAsync(new NewRelease(0, snapshot, inputs, "upload", "ann", "", rollout), default);

        await ReopenAsync();
        Assert.Equal(rollout, (await Store.ReadCurrentAsync(default))!.Release.Record.Rollout);
    }

    [StoreFact]
    public async Task Append_WithASigner_KeepsItsSignaturesOfTheStoredBytes()
    {
        var (first, second) = (new EcKeyPair(), new EcKeyPair());
        await AppendAsync(0, "s", "c", "not signed");
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x", out var inputs);
        await Store.AppendAsync(
            new NewRelease(1, snapshot, inputs, "upload", "ann", "") { Signer = new TestSigner(first, second) }, default);
        await AppendAsync(2, "s", "c", "not signed either");

        await ReopenAsync();
        var releases = await Store.ListAsync(3, default);
        Assert.Equal([0, 2, 0], releases.Select(release => release.Signatures.Count));
        foreach (var key in new[] { first, second })
            Assert.Equal(SignatureStatus.Valid, TrustedKeys.Parse([key.PublicPem]).Check(releases[1], out _));
        Assert.Empty((await Store.VerifyAsync(default)).Damages);
        await AssertCurrentAsync(releases[0], "s", "c", "not signed either");
    }

    [StoreFact]
    public async Task Current_AfterAppend_IsThatRelease()
    {
        var release = await AppendAsync(0, "s", "c", "x");

        await AssertCurrentAsync(release, "s", "c", "x");
    }

    [StoreFact]
    public async Task Store_Reopened_HasTheSameBytesAndEpoch()
    {
        var epoch = Store.Epoch;
        var snapshot = SnapshotSamples.Snapshot("s", "c", "x", out var inputs);
        var release = await Store.AppendAsync(new NewRelease(0, snapshot, inputs, "upload", "ann", ""), default);

        await ReopenAsync();

        Assert.Equal(epoch, Store.Epoch);
        var current = (await Store.ReadCurrentAsync(default))!;
        Assert.Equal(release.Bytes.ToArray(), current.Release.Bytes.ToArray());
        Assert.Equal(snapshot.Manifest.Bytes.ToArray(), current.Snapshot.Manifest.Bytes.ToArray());
        Assert.Equal(Contents(snapshot), Contents(current.Snapshot));
        Assert.Equal(release.Bytes.ToArray(), Assert.Single(await Store.ListAsync(10, default)).Bytes.ToArray());
    }

    [StoreFact]
    public async Task Append_AfterReopening_GoesOn()
    {
        await AppendAsync(0, "s", "c", "x");
        await ReopenAsync();

        var release = await AppendAsync(1, "s2", "c", "x");

        Assert.Equal(2, release.Record.Generation);
        await AssertCurrentAsync(release, "s2", "c", "x");
        await ReopenAsync();
        await AssertCurrentAsync(release, "s2", "c", "x");
    }

    [StoreFact]
    public async Task List_SeveralReleases_NewestFirstUpToTheLimit()
    {
        for (var generation = 0; generation < 5; generation++)
            await AppendAsync(generation, "s" + generation, "c", "x");

        Assert.Equal([5, 4, 3, 2, 1], (await Store.ListAsync(10, default)).Select(release => release.Record.Generation));
        Assert.Equal([5, 4], (await Store.ListAsync(2, default)).Select(release => release.Record.Generation));
        Assert.Empty(await Store.ListAsync(0, default));
    }

    [StoreFact]
    public async Task Append_ExpectingAnOlderRelease_SaysWhoWonAndChangesNothing()
    {
        await AppendAsync(0, "s", "c", "x");
        var winner = await AppendAsync(1, "s2", "c", "x", publishedBy: "ann");

        var conflict = await Assert.ThrowsAsync<ReleaseConflictException>(() => AppendAsync(1, "s3", "c", "x"));

        Assert.Equal(winner.Bytes.ToArray(), conflict.Winner!.Bytes.ToArray());
        Assert.Contains("ann", conflict.Message, StringComparison.Ordinal);
        await AssertCurrentAsync(winner, "s2", "c", "x");
        await ReopenAsync();
        await AssertCurrentAsync(winner, "s2", "c", "x");
        Assert.Empty((await Store.VerifyAsync(default)).Damages);
    }

    [StoreFact]
    public async Task Append_ExpectingAReleaseThatIsNotThere_IsAConflict()
    {
        var conflict = await Assert.ThrowsAsync<ReleaseConflictException>(() => AppendAsync(7, "s", "c", "x"));

        Assert.Null(conflict.Winner);
        Assert.Null(await Store.ReadCurrentAsync(default));
    }

    [StoreFact]
    public async Task Append_ManyAtOnce_ExactlyOneWinsEachRound()
    {
        for (var round = 0; round < 10; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAppendAsync(round, $"s{round}-{i}")));

            var winner = Assert.Single(outcomes.OfType<Release>());
            Assert.All(
                outcomes.OfType<ReleaseConflictException>(), lost => Assert.Equal(winner.SnapshotId, lost.Winner!.SnapshotId));
        }

        Assert.Empty((await Store.VerifyAsync(default)).Damages);
    }

    [StoreFact]
    public async Task Append_AnOldSnapshotAgain_IsANewRelease()
    {
        var old = await AppendAsync(0, "s", "c", "x");
        await AppendAsync(1, "s2", "c", "x2");
        await ReopenAsync();

        var snapshot = (await Store.ReadSnapshotAsync(old.SnapshotId, default))!;
        var release = await Store.AppendAsync(new NewRelease(2, snapshot, [], "rollback", "ann", ""), default);

        Assert.Equal(3, release.Record.Generation);
        await ReopenAsync();
        await AssertCurrentAsync(release, "s", "c", "x");
    }

    [StoreFact]
    public async Task Append_Cancelled_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AppendAsync(0, "s", "c", "x", cancelled: true));

        Assert.Null(await Store.ReadCurrentAsync(default));
        await AppendAsync(0, "s", "c", "x");
    }

    [StoreFact]
    public async Task Current_ReadWhileReleasesAreAppended_NeverMixesNorGoesBack()
    {
        const int Releases = 30;
        await AppendAsync(0, "s0", "c0", "x0");
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(ReadUntilLastAsync)).ToArray();

        for (var generation = 1; generation < Releases; generation++)
            await AppendAsync(generation, "s" + generation, "c" + generation, "x" + generation);
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromMinutes(1));

        async Task ReadUntilLastAsync()
        {
            for (var last = 0L; last < Releases;)
            {
                var current = (await Store.ReadCurrentAsync(default))!;
                var generation = current.Release.Record.Generation;
                Assert.InRange(generation, last, Releases);
                Assert.Equal(current.Release.SnapshotId, current.Snapshot.Id);
                Assert.Equal("x" + (generation - 1), Contents(current.Snapshot)[PartNames.Claims]);
                last = generation;
            }
        }
    }

    [StoreFact]
    public async Task Verify_SoundStore_CountsWhatItHolds()
    {
        await AppendAsync(0, "s", "c", "x");
        await AppendAsync(1, "s2", "c", "x");
        await ReopenAsync();

        var verification = await Store.VerifyAsync(default);

        // Two manifests, a project, three versions of resources, the claims, three inputs.
        Assert.Equal(2, verification.Releases);
        Assert.Equal(10, verification.Blobs);
        Assert.Equal(await TotalBytesAsync(), verification.Bytes);
        Assert.Empty(verification.Damages);
    }

    [StoreFact]
    public async Task DisposedStore_RefusesEverything()
    {
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => AppendAsync(0, "s", "c", "x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Store.ReadCurrentAsync(default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.ListAsync(1, default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.VerifyAsync(default));
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Store_AnyRunOfReleasesConflictsAndReopenings_MatchesItsHistory(int seed)
    {
        var random = new Random(seed);
        var history = new List<(Release Release, Snapshot Snapshot)>();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(6))
            {
                case 0:
                    await ReopenAsync();
                    break;
                case 1:
                    await Assert.ThrowsAsync<ReleaseConflictException>(() => AppendAsync(history.Count + random.Next(1, 3), "s", "c", "x"));
                    break;
                case 2 when history.Count > 0:
                    var old = history[random.Next(history.Count)].Snapshot;
                    history.Add((await Store.AppendAsync(new NewRelease(history.Count, old, [], "rollback", "ann", ""), default), old));
                    break;
                default:
                    var next = SnapshotSamples.Snapshot(Text(), Text(), Text(), out var inputs);
                    history.Add((await Store.AppendAsync(new NewRelease(history.Count, next, inputs, "upload", "ann", ""), default), next));
                    break;
            }

            var current = await Store.ReadCurrentAsync(default);
            Assert.Equal(history.LastOrDefault().Release?.Bytes.ToArray(), current?.Release.Bytes.ToArray());
        }

        Assert.Equal(
            history.Select(entry => entry.Release.Record).Reverse(),
            (await Store.ListAsync(100, default)).Select(release => release.Record));
        foreach (var (release, snapshot) in history)
            Assert.Equal(Contents(snapshot), Contents((await Store.ReadSnapshotAsync(release.SnapshotId, default))!));
        Assert.Empty((await Store.VerifyAsync(default)).Damages);

        string Text() => new((char)('a' + random.Next(4)), random.Next(1, 5_000));
    }

    private static SortedDictionary<string, string> Contents(Snapshot snapshot) =>
        new(snapshot.Parts.ToDictionary(part => part.Name, part => Encoding.UTF8.GetString(part.Content.Span)));

    private async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        _store = await OpenAsync();
    }

    private Task<Release> AppendAsync(
        long expected, string students, string schools, string claims, string publishedBy = "bob", bool cancelled = false)
    {
        var snapshot = SnapshotSamples.Snapshot(students, schools, claims, out var inputs);
        return Store.AppendAsync(new NewRelease(expected, snapshot, inputs, "upload", publishedBy, ""), new CancellationToken(cancelled));
    }

    private async Task<object> TryAppendAsync(long expected, string students)
    {
        try
        {
            return await AppendAsync(expected, students, "c", "x");
        }
        catch (ReleaseConflictException conflict)
        {
            return conflict;
        }
    }

    private async Task AssertCurrentAsync(Release release, string students, string schools, string claims)
    {
        var current = (await Store.ReadCurrentAsync(default))!;
        Assert.Equal(release.Bytes.ToArray(), current.Release.Bytes.ToArray());
        Assert.Equal(Contents(SnapshotSamples.Snapshot(students, schools, claims, out _)), Contents(current.Snapshot));
    }

    private async Task<long> TotalBytesAsync()
    {
        var blobs = new Dictionary<Digest, long>();
        foreach (var release in await Store.ListAsync(100, default))
        {
            var manifest = (await Store.ReadSnapshotAsync(release.SnapshotId, default))!.Manifest;
            blobs[manifest.SnapshotId] = manifest.Bytes.Length;
            foreach (var part in manifest.Parts)
                blobs[part.Digest] = part.Length;
            foreach (var input in manifest.Inputs)
                blobs[input.Digest] = input.Length;
        }

        return blobs.Values.Sum();
    }
}
