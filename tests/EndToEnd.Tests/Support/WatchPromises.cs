namespace EndToEnd.Tests.Support;

/// <summary>The six promises of docs/guarantees.md, each checked against what a subscriber saw.</summary>
/// <param name="history">The snapshot id of every release of the store, by its generation.</param>
internal sealed class WatchPromises(IReadOnlyDictionary<long, string> history)
{
    /// <summary>What was broken, in words; empty when nothing was.</summary>
    /// <param name="seen">All that the subscriber saw, until it had every acknowledged release or a later one.</param>
    public IReadOnlyList<string> Check(IReadOnlyList<WatchEvent> seen) =>
        [.. Ordered(seen), .. Unique(seen), .. Reliable(seen), .. Atomic(seen), .. Resumable(seen), .. Bookmarkable(seen)];

    private static IEnumerable<string> Ordered(IReadOnlyList<WatchEvent> seen) => Pairs(Received(seen))
        .Where(pair => pair.Next.Generation < pair.Earlier.Generation)
        .Select(pair => $"ordered: {pair.Next.Generation} came after {pair.Earlier.Generation}");

    private static IEnumerable<string> Unique(IReadOnlyList<WatchEvent> seen) => Received(seen)
        .GroupBy(release => release.Generation)
        .Where(same => same.Count() > 1)
        .Select(same => $"unique: {same.Key} came {same.Count()} times");

    private IEnumerable<string> Reliable(IReadOnlyList<WatchEvent> seen)
    {
        var last = Received(seen).LastOrDefault()?.Generation ?? 0;
        if (last != history.Keys.DefaultIfEmpty().Max())
            yield return $"reliable: the last that came was {last}, the newest is {history.Keys.DefaultIfEmpty().Max()}";
    }

    private IEnumerable<string> Atomic(IReadOnlyList<WatchEvent> seen) => Received(seen)
        .Where(release => release.Marks != 1 || history.GetValueOrDefault(release.Generation) != release.SnapshotId)
        .Select(release => $"atomic: {release.Generation} came with parts of {release.Marks} releases and as snapshot {release.SnapshotId}");

    private static IEnumerable<string> Resumable(IReadOnlyList<WatchEvent> seen)
    {
        var last = 0L;
        foreach (var one in seen)
        {
            if (one is WatchEvent.Began began && began.Running != last)
                yield return $"resumable: a stream began at {began.Running} after {last} had come";
            if (one is WatchEvent.Received release)
                last = release.Generation;
        }
    }

    private static IEnumerable<string> Bookmarkable(IReadOnlyList<WatchEvent> seen)
    {
        var (last, bookmark) = (0L, 0L);
        foreach (var one in seen)
        {
            if (one is WatchEvent.Received release)
            {
                last = release.Generation;
                if (last <= bookmark)
                    yield return $"bookmarkable: {last} came although {bookmark} had been said to be the newest";
            }

            if (one is WatchEvent.ToldCurrent current)
            {
                bookmark = current.Generation;
                if (bookmark != last)
                    yield return $"bookmarkable: {bookmark} was said to be there when the last that had come was {last}";
            }
        }
    }

    private static IEnumerable<WatchEvent.Received> Received(IEnumerable<WatchEvent> seen) => seen.OfType<WatchEvent.Received>();

    private static IEnumerable<(WatchEvent.Received Earlier, WatchEvent.Received Next)> Pairs(IEnumerable<WatchEvent.Received> releases) =>
        releases.Zip(releases.Skip(1));
}
