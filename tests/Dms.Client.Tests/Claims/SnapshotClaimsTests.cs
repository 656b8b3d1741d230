using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Claims;

public class SnapshotClaimsTests
{
    private const string School = "http://ed-fi.org/identity/claims/ed-fi/school";

    private static readonly Part[] TwoTenants =
    [
        Metadata.Part(PartNames.SharedClaims, Metadata.ClaimSet("Shared", (School, "Read=A"))),
        Metadata.Part(PartNames.ClaimsOf("North"), Metadata.ClaimSet("Own", (School, "Read=N")), Metadata.Reference("Shared")),
        Metadata.Part(PartNames.ClaimsOf("South"), Metadata.Reference("Shared"), Metadata.ClaimSet("Own", (School, "Read=S"))),
    ];

    [Theory]
    [InlineData("North", "Own", "Granted: N")]
    [InlineData("South", "Own", "Granted: S")]
    [InlineData("SOUTH", "own", "Granted: S")]
    [InlineData("North", "Shared", "Granted: A")]
    [InlineData("South", "Shared", "Granted: A")]
    [InlineData("North", "Nobody", "NoSuchClaimSet")]
    [InlineData("West", "Shared", "NoSuchTenant")]
    [InlineData("", "Shared", "NoSuchTenant")]
    [InlineData(null, "Shared", "NoSuchTenant")]
    public void Decide_WithTenants_MindsTheTenant(string? tenant, string claimSet, string expected)
    {
        var snapshot = Snapshot([.. TestReleases.SmallParts(), .. TwoTenants]);
        var school = snapshot.Schema.FindResource("ed-fi", "schools")!;

        var decision = snapshot.Claims.Decide(tenant, claimSet, School, ResourceAction.Read);
        Assert.Equal(expected, decision.ToString());
        Assert.Same(decision, snapshot.Decide(tenant, claimSet, school, ResourceAction.Read));
        if (tenant is null)
            Assert.Same(decision, snapshot.Decide(claimSet, school, ResourceAction.Read));
    }

    [Theory]
    [InlineData(null, "Granted: A")]
    [InlineData("North", "NoSuchTenant")]
    [InlineData("", "NoSuchTenant")]
    public void Decide_WithoutTenants_RefusesATenant(string? tenant, string expected)
    {
        var claims = Snapshot(Metadata.Part(PartNames.Claims, Metadata.ClaimSet("Set", (School, "Read=A")))).Claims;

        Assert.Equal(expected, claims.Decide(tenant, "Set", School, ResourceAction.Read).ToString());
        Assert.Equal(tenant is null, claims.ForTenant(tenant) is not null);
        Assert.Equal(tenant is null ? 1 : 0, claims.ToClaimSets(tenant).Count);
        Assert.Empty(claims.Tenants);
    }

    [Fact]
    public void ForTenant_OfEach_GivesItsView()
    {
        var claims = Snapshot(TwoTenants).Claims;

        Assert.Equal<string>(["North", "South"], claims.Tenants);
        Assert.Equal(["Own", "Shared"], claims.ForTenant("north")!.ClaimSetNames);
        Assert.Equal(["Shared", "Own"], claims.ForTenant("South")!.ClaimSetNames);
        Assert.Equal(["Shared", "Own"], claims.ToClaimSets("SOUTH").Select(claimSet => claimSet.Name));
        Assert.Null(claims.ForTenant("West"));
        Assert.Null(claims.ForTenant(null));
        Assert.Empty(claims.ToClaimSets());
    }

    [Fact]
    public void Claims_OfSchemaOnly_RefuseEverything()
    {
        var claims = Snapshot(TestReleases.SmallParts().ToArray()).Claims;

        Assert.Equal(ClaimOutcome.NoSuchClaimSet, claims.Decide(null, "Set", School, ResourceAction.Read).Outcome);
        Assert.Empty(claims.ForTenant(null)!.ClaimSetNames);
    }

    [Fact]
    public void ToClaimSets_EveryCall_GivesTheSameLists()
    {
        var claims = Snapshot(TwoTenants).Claims;

        Assert.Same(claims.ToClaimSets("North"), claims.ToClaimSets("north"));
        Assert.Same(claims.ToClaimSets("North"), claims.ForTenant("North")!.ToClaimSets());
    }

    [Fact]
    public void AsTooOld_OfTenants_DecidesNothing()
    {
        var snapshot = Snapshot([.. TestReleases.SmallParts(), .. TwoTenants]);
        var view = snapshot.RefusingClaims();

        Assert.True(view.Claims.AreTooOld);
        foreach (var tenant in new[] { "North", "south", "West", null })
        {
            Assert.Equal(ClaimOutcome.ClaimsTooOld, view.Claims.Decide(tenant, "Own", School, ResourceAction.Read).Outcome);
            Assert.Equal(ClaimOutcome.ClaimsTooOld, view.Claims.Decide(tenant, "Own", "other", default).Outcome);
            Assert.Equal(
                ClaimOutcome.ClaimsTooOld, view.Decide(tenant, "Nobody", view.Schema.FindResource("ed-fi", "schools")!, ResourceAction.Read).Outcome);
            Assert.Empty(view.Claims.ToClaimSets(tenant));
        }

        Assert.Equal(snapshot.Claims.Tenants, view.Claims.Tenants);
        Assert.Equal(ClaimOutcome.ClaimsTooOld, view.Claims.ForTenant("North")!.Decide("Own", School, ResourceAction.Read).Outcome);
    }

    [Fact]
    public void RefusingClaims_IsAViewOfTheSameSnapshot()
    {
        var snapshot = Snapshot([.. TestReleases.SmallParts(), .. TwoTenants]);
        var view = snapshot.RefusingClaims();

        Assert.Same(snapshot, view.WithClaimsInForce);
        Assert.Same(snapshot.Schema, view.Schema);
        Assert.Same(snapshot.Release, view.Release);
        Assert.Equal(snapshot.PartNames, view.PartNames);
        Assert.Same(snapshot, view.RefusingClaims().WithClaimsInForce);
        Assert.False(snapshot.Claims.AreTooOld);
    }

    [Fact]
    public void Decide_ByTenant_AllocatesNothing()
    {
        var snapshot = Snapshot([.. TestReleases.SmallParts(), .. TwoTenants]);
        var school = snapshot.Schema.FindResource("ed-fi", "schools")!;
        snapshot.Decide("South", "Own", school, ResourceAction.Read);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            snapshot.Decide("south", "own", school, ResourceAction.Read);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static DmsSnapshot Snapshot(params Part[] parts) => TestReleases.Snapshot(TestReleases.Publish(parts));
}
