using SchemaClaimsSidecar.Memory;

namespace SchemaClaimsSidecar.Tests.Memory;

public sealed class LeftoversTests
{
    private readonly Leftovers _leftovers = new();

    [Fact]
    public void Start_FollowedByQuiet_IsCollectedAtOnceAndWhenPoolsAreIdle() =>
        Assert.Equal([1, Leftovers.UntilPoolsAreIdle], Collections(intervals: 100));

    [Fact]
    public void Publication_IsCollectedInTheFirstIntervalWithout()
    {
        Collections(intervals: 100);

        Assert.Equal([4, 3 + Leftovers.UntilPoolsAreIdle], Collections(intervals: 100, published: interval => interval <= 3));
    }

    [Fact]
    public void Publications_WithoutAnEnd_AreNeverHeldUp() =>
        Assert.Empty(Collections(intervals: 100, published: _ => true));

    [Fact]
    public void Subscribers_ThatHaveGone_AreCollectedWhenTheOthersAreQuiet()
    {
        Collections(intervals: 100);

        Assert.Equal([3, 2 + Leftovers.UntilPoolsAreIdle], Collections(intervals: 100, changed: interval => interval <= 2));
    }

    [Fact]
    public void Subscribers_ThatComeAndGoAllTheTime_PutItOffForSoLongOnly() =>
        Assert.Equal(
            [Leftovers.Patience, 2 * Leftovers.Patience], Collections(intervals: 2 * Leftovers.Patience, changed: _ => true));

    [Fact]
    public void MemoryOfConnections_ThatIsLetGoOf_IsCollectedAtOnce()
    {
        Collections(intervals: 100);

        Assert.Equal([2], Collections(intervals: 100, letGo: interval => interval == 2));
    }

    // The numbers of the intervals, from 1, at whose ends there was a collection.
    private int[] Collections(
        int intervals, Predicate<int>? published = null, Predicate<int>? changed = null, Predicate<int>? letGo = null) =>
    [
        .. Enumerable.Range(1, intervals).Where(interval => _leftovers.AreCollectedNow(
            published?.Invoke(interval) ?? false, changed?.Invoke(interval) ?? false, letGo?.Invoke(interval) ?? false)),
    ];
}
