using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Tests.Fleet;

public class HistoryCheckTests
{
    private static readonly Release Served = Of("a", 9);

    [Fact]
    public void WhyReplaced_NothingServed_NeverIs()
    {
        Assert.Null(HistoryCheck.WhyReplaced(null, StoreHead.None));
        Assert.Null(HistoryCheck.WhyReplaced(null, Head(Of("b", 1), null)));
    }

    [Fact]
    public void WhyReplaced_SameOrLaterRelease_IsNot()
    {
        Assert.Null(HistoryCheck.WhyReplaced(Served, Head(Of("a", 9), Of("a", 9))));
        Assert.Null(HistoryCheck.WhyReplaced(Served, Head(Of("a", 12), Of("a", 9))));
    }

    [Fact]
    public void WhyReplaced_DatabaseWithoutAStore_Is() =>
        Assert.Contains("no store", HistoryCheck.WhyReplaced(Served, StoreHead.None), StringComparison.Ordinal);

    [Fact]
    public void WhyReplaced_StoreWithoutAReleaseEvenOfTheSameEpoch_Is() => Assert.Contains(
        "without a release", HistoryCheck.WhyReplaced(Served, new StoreHead("a", null, null, null)), StringComparison.Ordinal);

    [Fact]
    public void WhyReplaced_LowerGeneration_Is() =>
        Assert.Contains("went back to generation 8", HistoryCheck.WhyReplaced(Served, Head(Of("a", 8), null)), StringComparison.Ordinal);

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    public void WhyReplaced_OtherReleaseUnderTheGenerationThatIsServed_Is(long newest) => Assert.Contains(
        "another release under generation 9", HistoryCheck.WhyReplaced(Served, Head(Of("a", newest), Of("a", 9, by: "eve"))),
        StringComparison.Ordinal);

    [Fact]
    public void WhyReplaced_OtherEpoch_Is() => Assert.Contains(
        "another history, b, at generation 12", HistoryCheck.WhyReplaced(Served, Head(Of("b", 12), Of("b", 9))),
        StringComparison.Ordinal);

    [Fact]
    public void WhyReplaced_OtherEpochThatTookThePlaceOfTheServedOne_IsNot() =>
        Assert.Null(HistoryCheck.WhyReplaced(Served, Head(Of("b", 2, replaces: ["x", "a"]), null)));

    private static StoreHead Head(Release newest, Release? atServed) => new(newest.Record.Epoch, newest, atServed, null);

    private static Release Of(string epoch, long generation, string by = "ann", string[]? replaces = null) => ReleaseFormat.Write(
        new ReleaseRecord(epoch, generation, new string('0', 64), "upload", DateTimeOffset.UnixEpoch, by, "") { Replaces = replaces });
}
