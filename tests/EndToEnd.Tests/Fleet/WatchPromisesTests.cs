using EndToEnd.Tests.Support;
using static EndToEnd.Tests.Support.WatchEvent;

namespace EndToEnd.Tests.Fleet;

/// <summary>What checks the promises finds each way to break them.</summary>
public sealed class WatchPromisesTests
{
    private static readonly WatchPromises Promises = new(new Dictionary<long, string> { [1] = "a", [2] = "b", [3] = "a" });

    [Fact]
    public void Check_EverythingKept_FindsNothing() => Assert.Empty(Promises.Check(
        [new Began(0), Release(1), new ToldCurrent(1), new Began(1), Release(3), new ToldCurrent(3), new Began(3), new ToldCurrent(3)]));

    [Theory]
    [InlineData("ordered", 2, 1, 3)]
    [InlineData("unique", 1, 2, 2, 3)]
    [InlineData("reliable", 1, 2)]
    [InlineData("reliable")]
    public void Check_WrongOrder_NamesThePromise(string promise, params int[] generations) =>
        AssertBroken(promise, [.. generations.Select(generation => Release(generation))]);

    [Fact]
    public void Check_PartsOfTwoReleases_NamesThePromise() => AssertBroken("atomic", Release(3) with { Marks = 2 });

    [Fact]
    public void Check_AnotherSnapshotThanTheHistoryHas_NamesThePromise() => AssertBroken("atomic", Release(3) with { SnapshotId = "b" });

    [Fact]
    public void Check_AStreamThatBeginsElsewhere_NamesThePromise() =>
        AssertBroken("resumable", Release(2), new Began(1), Release(3));

    [Fact]
    public void Check_ABookmarkAheadOfWhatCame_NamesThePromise() => AssertBroken("bookmarkable", Release(1), new ToldCurrent(2), Release(3));

    [Fact]
    public void Check_ABookmarkBehindWhatCame_NamesThePromise() => AssertBroken("bookmarkable", Release(1), Release(3), new ToldCurrent(1));

    private static Received Release(int generation) => new(generation, generation == 2 ? "b" : "a", 1);

    private static void AssertBroken(string promise, params WatchEvent[] seen) =>
        Assert.StartsWith(promise + ":", Assert.Single(Promises.Check(seen)), StringComparison.Ordinal);
}
