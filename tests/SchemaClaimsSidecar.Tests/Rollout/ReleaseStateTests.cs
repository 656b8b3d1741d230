using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Tests.Distribution;

namespace SchemaClaimsSidecar.Tests.Rollout;

public sealed class ReleaseStateTests
{
    // A letter a release: u(pload), r(ollback), p(romote), a(bort), c(laims) for everybody; U, R and C for a part of the fleet.
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("u", 1, 0)]
    [InlineData("uc", 2, 0)]
    [InlineData("uU", 1, 2)]
    [InlineData("uR", 1, 2)]
    [InlineData("uUp", 3, 0)]
    [InlineData("uUa", 3, 0)]
    [InlineData("uUu", 3, 0)]
    [InlineData("uUr", 3, 0)]
    [InlineData("uUc", 3, 2)]
    [InlineData("uUcC", 3, 4)]
    [InlineData("uUcCc", 5, 4)]
    [InlineData("uUcCcCp", 7, 0)]
    [InlineData("uUau", 4, 0)]
    [InlineData("uUaR", 3, 4)]
    [InlineData("c", 1, 0)]
    [InlineData("cU", 1, 2)]
    public void Of_History_IsTheNewestForEverybodyAndWhatIsBeingRolledOut(string history, long everybody, long canary)
    {
        var state = ReleaseState.Of(Read(history));

        Assert.Equal(everybody, state.Base?.Position.Generation ?? 0);
        Assert.Equal(canary, state.Canary?.Position.Generation ?? 0);
    }

    [Fact]
    public void Of_AnyHistory_IsTheSameFromTheLastConclusiveReleaseOnAndFromTheReleasesThatCount()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var history = new string(random.GetItems<char>("urpacURCcc", random.Next(12)));
            var releases = Read(history);
            var from = Math.Max(0, releases.FindLastIndex(release => ReleaseState.IsConclusive(release.Record)));

            var state = ReleaseState.Of(releases);

            Assert.True(state == ReleaseState.Of(releases.Skip(from)), $"seed {seed}: {history}");
            Assert.True(state == ReleaseState.Of(state.Releases), $"seed {seed}: {history}");
            Assert.True(state.Releases.LastOrDefault() == releases.LastOrDefault(), $"seed {seed}: {history}");
        }
    }

    private static List<Release> Read(string history) => [.. history.Select((letter, index) => Releases.Of(
        index + 1, [], KindOf(char.ToLowerInvariant(letter)), char.IsUpper(letter) ? "10%" : null).Release)];

    private static string KindOf(char letter) => letter switch
    {
        'u' => ReleaseKinds.Upload,
        'r' => ReleaseKinds.Rollback,
        'p' => ReleaseKinds.Promote,
        'a' => ReleaseKinds.Abort,
        _ => ReleaseKinds.Claims,
    };
}
