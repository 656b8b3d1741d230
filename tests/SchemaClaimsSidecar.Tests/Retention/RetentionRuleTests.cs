using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Retention;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Tests.Distribution;

namespace SchemaClaimsSidecar.Tests.Retention;

public sealed class RetentionRuleTests
{
    private static readonly DateTimeOffset LongAfter = DateTimeOffset.UnixEpoch.AddDays(1000);

    // A letter a release: u(pload), c(laims) for everybody; U for a part of the fleet. Two are kept.
    [Theory]
    [InlineData("u", "1")]
    [InlineData("uuuu", "34")]
    [InlineData("uuccccc", "1267")]
    [InlineData("uuuUccc", "3467")]
    [InlineData("cccccc", "56")]
    [InlineData("uUcccc", "1256")]
    public void Decide_AnyHistory_KeepsTheNewestAndTheNewestThatBroughtASchema(string history, string kept) =>
        Assert.Equal(kept, KeptOf(history, [], LongAfter));

    [Fact]
    public void Decide_SomethingIsBeingRolledOut_KeepsWhatTheOthersRun() => Assert.Equal("1678", KeptOf("uUUUUUUU", [], LongAfter, keep: 3));

    [Fact]
    public void Decide_ReleasesInUse_AreKept() => Assert.Equal("2478", KeptOf("uuuuuuuu", [2, 4], LongAfter));

    [Fact]
    public void Decide_YoungReleases_AreKept() => Assert.Equal("12345", KeptOf("uuuuu", [], DateTimeOffset.UnixEpoch.AddDays(89)));

    private static string KeptOf(string history, HashSet<long> inUse, DateTimeOffset now, int keep = 2)
    {
        Release[] releases = [.. history.Select((letter, index) => Releases.Of(
            index + 1, [], char.ToLowerInvariant(letter) == 'u' ? ReleaseKinds.Upload : ReleaseKinds.Claims,
            char.IsUpper(letter) ? "10%" : null).Release)];
        var forgotten = RetentionRule.Decide([.. releases.Reverse()], inUse, new RetentionOptions { KeepReleases = keep }, now);
        return string.Concat(releases.Select(release => release.Record.Generation).Where(generation => !forgotten.Contains(generation)));
    }
}
