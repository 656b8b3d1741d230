using Dms.Client.Claims;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Claims;

public class ClaimsAgeTests
{
    private static readonly PublishedRelease First = Release(1, "A", schema: false);
    private static readonly PublishedRelease NewSchema = Release(2, "A", schema: true);
    private static readonly PublishedRelease NewClaims = Release(2, "B", schema: false);

    private readonly ManualTimeProvider _time = new();
    private readonly ClaimsAge _age;

    public ClaimsAgeTests() => _age = new ClaimsAge(_time);

    [Fact]
    public void Current_BeforeAnySnapshot_IsUnknown()
    {
        _age.Confirm(First.Position, TimeSpan.FromSeconds(5));

        Assert.Null(_age.Current);
    }

    [Fact]
    public void Current_WithoutAHeartbeat_CountsFromTheFirstUse()
    {
        _age.Use(TestReleases.Snapshot(First));
        Pass(3);

        AssertAge(3);
    }

    [Fact]
    public void Current_AfterAHeartbeat_IsItsAgeAndTheTimeSince()
    {
        _age.Use(TestReleases.Snapshot(First));
        Pass(3);
        _age.Confirm(First.Position, TimeSpan.FromSeconds(40));
        Pass(2);

        AssertAge(42);
    }

    [Fact]
    public void Current_HeartbeatBeforeTheUse_CountsFromTheHeartbeat()
    {
        _age.Confirm(First.Position, TimeSpan.FromSeconds(40));
        Pass(2);
        _age.Use(TestReleases.Snapshot(First));

        AssertAge(42);
    }

    [Fact]
    public void Current_NewerReleaseInUse_KeepsTheAgeUntilItIsConfirmed()
    {
        _age.Use(TestReleases.Snapshot(First));
        _age.Confirm(First.Position, TimeSpan.FromSeconds(40));
        Pass(2);
        _age.Use(TestReleases.Snapshot(NewClaims));
        AssertAge(42);

        _age.Confirm(NewClaims.Position, TimeSpan.Zero);
        AssertAge(0);
    }

    [Fact]
    public void Confirm_LatestReleaseNotInUse_TellsNothingAboutOtherClaims()
    {
        _age.Use(TestReleases.Snapshot(First));
        _age.Offered(NewClaims.Position, NewClaims.Manifest);
        Pass(60);
        _age.Confirm(NewClaims.Position, TimeSpan.Zero);

        AssertAge(60);
    }

    [Fact]
    public void Confirm_LatestReleaseNotInUseWithTheSameClaims_ConfirmsThem()
    {
        _age.Use(TestReleases.Snapshot(First));
        _age.Offered(NewSchema.Position, NewSchema.Manifest);
        Pass(60);
        _age.Confirm(NewSchema.Position, TimeSpan.FromSeconds(1));

        AssertAge(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Confirm_ReleaseNeverOffered_TellsNothing(bool anotherEpoch)
    {
        _age.Use(TestReleases.Snapshot(First));
        Pass(60);
        _age.Confirm(anotherEpoch ? new Position("epoch-2", 1) : null, TimeSpan.Zero);

        AssertAge(60);
    }

    [Fact]
    public void LastOf_AnotherRelease_IsNull()
    {
        _age.Use(TestReleases.Snapshot(First));

        Assert.NotNull(_age.LastOf(First.Position));
        Assert.Null(_age.LastOf(NewClaims.Position));
    }

    private static PublishedRelease Release(long generation, string strategy, bool schema) => TestReleases.Publish(
        [Metadata.Part(PartNames.Claims, Metadata.ClaimSet("Set", ("claim", $"Read={strategy}"))), .. schema ? TestReleases.SmallParts() : []],
        generation);

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private void AssertAge(int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), _age.Current);
}
