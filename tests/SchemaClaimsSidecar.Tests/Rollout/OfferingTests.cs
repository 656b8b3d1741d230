using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Distribution;

namespace SchemaClaimsSidecar.Tests.Rollout;

public sealed class OfferingTests
{
    private static readonly Dictionary<string, string> InZone = new() { ["zone"] = "a" };
    private static readonly Dictionary<string, string> Elsewhere = new() { ["zone"] = "b" };

    private static readonly StoredRelease First = Release(1, "schema 1", "claims 1");
    private static readonly StoredRelease Canary = Release(2, "schema 2", "claims 1", to: "zone=a");

    [Fact]
    public void For_NothingPublished_IsNothing() => Assert.Null(Offering.Nothing.For("pod", InZone, null));

    [Fact]
    public void For_RolloutInProgress_IsTheCanaryForThoseThatItSelectsOnly()
    {
        var offering = Offering.Nothing.After(First).After(Canary);

        Assert.Same(Canary, offering.For("pod", InZone, null));
        Assert.Same(First, offering.For("pod", Elsewhere, null));
    }

    [Fact]
    public void For_RolloutDecided_IsTheSameForAll()
    {
        var promoted = Release(3, "schema 2", "claims 1", ReleaseKinds.Promote);
        var offering = Offering.Nothing.After(First).After(Canary).After(promoted);

        Assert.Same(promoted, offering.For("pod", InZone, null));
        Assert.Same(promoted, offering.For("pod", Elsewhere, null));
        Assert.Null(offering.Canary);
    }

    [Fact]
    public void For_ClaimsDuringARollout_AreGivenToTheOthersAndThenToTheCanary()
    {
        var claims = Release(3, "schema 1", "claims 2", ReleaseKinds.Claims);
        var renewed = Release(4, "schema 2", "claims 2", ReleaseKinds.Claims, "zone=a");

        var halfway = Offering.Nothing.After(First).After(Canary).After(claims);
        var complete = halfway.After(renewed);

        Assert.Same(claims, halfway.For("pod", Elsewhere, First.Release.Position));
        Assert.Same(Canary, halfway.For("pod", InZone, Canary.Release.Position));
        Assert.True(halfway.NeedsNewClaims);
        Assert.Same(claims, complete.For("pod", Elsewhere, claims.Release.Position));
        Assert.Same(renewed, complete.For("pod", InZone, Canary.Release.Position));
        Assert.False(complete.NeedsNewClaims);
    }

    [Fact]
    public void For_OneThatRunsTheCanaryButIsNotOfThePartAnyMore_IsNotSentBack()
    {
        var offering = Offering.Nothing.After(First).After(Canary);

        Assert.Same(Canary, offering.For("pod", Elsewhere, Canary.Release.Position));
        Assert.Same(First, offering.For("pod", Elsewhere, First.Release.Position));
    }

    [Fact]
    public void For_OneThatRunsNewerThanAnythingThereIs_IsOfferedWhatIsMeantForIt()
    {
        var offering = Offering.Nothing.After(First).After(Canary);

        Assert.Same(First, offering.For("pod", Elsewhere, new Position("epoch", 9)));
        Assert.Same(Canary, offering.For("pod", InZone, new Position("epoch", 9)));
        Assert.Same(First, offering.For("pod", Elsewhere, new Position("another", 2)));
    }

    [Fact]
    public void For_PartThatThisVersionDoesNotKnow_IsNobody()
    {
        var offering = Offering.Nothing.After(First).After(Release(2, "schema 2", "claims 1", to: "phase of the moon"));

        Assert.Same(First, offering.For("pod", InZone, null));
    }

    private static StoredRelease Release(
        long generation, string schema, string claims, string kind = ReleaseKinds.Upload, string? to = null) =>
        Releases.Of(generation, [Releases.Part("claims", claims), Releases.Part("dependencies", schema)], kind, to);
}
