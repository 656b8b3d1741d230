using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

public class ClaimsMetadataTests
{
    private const string School = "http://ed-fi.org/identity/claims/ed-fi/school";

    [Fact]
    public void ToClaimSets_ClaimsAndAuthorizations_MakesARowForEachClaimAndAction()
    {
        var claimSets = Metadata.Read("""
            [{"claimSetName":"ClaimSet1",
              "claims":[{"name":"resource1","authorizationId":1},{"name":"resource2","authorizationId":1},{"name":"resource3","authorizationId":2}],
              "authorizations":[
                {"id":1,"actions":[{"name":"Read","authorizationStrategies":[{"name":"A"}]},{"name":"Delete","authorizationStrategies":[{"name":"A"}]}]},
                {"id":2,"actions":[{"name":"Read","authorizationStrategies":[{"name":"A"}]},{"name":"Update","authorizationStrategies":[{"name":"B"}]}]}]},
             {"claimSetName":"ClaimSet2",
              "authorizations":[{"id":1,"actions":[{"name":"Create","authorizationStrategies":[]},{"name":"Read","authorizationStrategies":[]}]}],
              "claims":[{"name":"resource4","authorizationId":1},{"name":"resource5","authorizationId":1}]}]
            """).ToClaimSets();

        Assert.Equal(["ClaimSet1", "ClaimSet2"], claimSets.Select(claimSet => claimSet.Name));
        Assert.Equal(
            ["resource1 Read A", "resource1 Delete A", "resource2 Read A", "resource2 Delete A", "resource3 Read A", "resource3 Update B"],
            claimSets[0].ResourceClaims.Select(row => $"{row.Name} {row.Action} {string.Join(",", row.Strategies)}"));
        Assert.Equal(4, claimSets[1].ResourceClaims.Count);
    }

    [Fact]
    public void ToClaimSets_ClaimWithoutAuthorization_Vanishes()
    {
        var claims = Metadata.Read("""
            [{"claimSetName":"Set","claims":[{"name":"a","authorizationId":1},{"name":"b","authorizationId":7}],
              "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[{"name":"A"}]}]}]}]
            """);

        Assert.Equal(["a"], claims.ToClaimSets()[0].ResourceClaims.Select(row => row.Name));
        Assert.Equal(ClaimOutcome.ResourceNotCovered, claims.Decide("Set", "b", ResourceAction.Read).Outcome);
    }

    [Fact]
    public void ToClaimSets_TwoAuthorizationsOfOneId_GivesTheRowsOfBoth() => Assert.Equal(
        ["Read", "Create"],
        Metadata.Read("""
            [{"claimSetName":"Set","claims":[{"name":"a","authorizationId":1}],
              "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[]}]},{"id":1,"actions":[{"name":"Create","authorizationStrategies":[]}]}]}]
            """).ToClaimSets()[0].ResourceClaims.Select(row => row.Action));

    [Theory]
    [InlineData("sis-vendor", "HTTP://ED-FI.ORG/identity/claims/ed-fi/School", ClaimOutcome.Granted)]
    [InlineData("SIS-Vendor ", School, ClaimOutcome.NoSuchClaimSet)]
    [InlineData("", School, ClaimOutcome.NoSuchClaimSet)]
    [InlineData("SIS-Vendor", School + "s", ClaimOutcome.ResourceNotCovered)]
    [InlineData("SIS-Vendor", "", ClaimOutcome.ResourceNotCovered)]
    public void Decide_ByNames_MindsEverythingButCase(string claimSet, string resourceClaim, ClaimOutcome outcome) =>
        Assert.Equal(outcome, Metadata.Of(Metadata.ClaimSet("SIS-Vendor", (School, "Create=A"))).Decide(claimSet, resourceClaim, ResourceAction.Create).Outcome);

    [Fact]
    public void Decide_ClaimSetsEqualButForCase_IsAmbiguous()
    {
        var claims = Metadata.Of(Metadata.ClaimSet("Set", (School, "Read=A")), Metadata.ClaimSet("SET", (School, "Read=A")));

        Assert.Equal(ClaimOutcome.AmbiguousClaimSet, claims.Decide("set", School, ResourceAction.Read).Outcome);
        Assert.Equal(ClaimOutcome.AmbiguousClaimSet, claims.Decide("set", "other", ResourceAction.Delete).Outcome);
    }

    [Fact]
    public void Decide_ClaimSetWithoutRows_HasNoClaims()
    {
        var claims = Metadata.Of(Metadata.ClaimSet("None"), Metadata.ClaimSet("Empty", (School, "")));

        Assert.Equal(ClaimOutcome.ClaimSetHasNoClaims, claims.Decide("None", School, ResourceAction.Read).Outcome);
        Assert.Equal(ClaimOutcome.ClaimSetHasNoClaims, claims.Decide("Empty", School, ResourceAction.Read).Outcome);
    }

    [Fact]
    public void Decide_ActionGrantedTwice_KeepsTheStrategiesOfBothInOrder()
    {
        var claims = Metadata.Of(Metadata.ClaimSet("Set", (School, "Read=B,A"), (School.ToUpperInvariant(), "read=A,C Create=A")));

        var decision = claims.Decide("Set", School, ResourceAction.Read);
        Assert.Equal(ClaimOutcome.DuplicateAction, decision.Outcome);
        Assert.Equal<string>(["B", "A", "A", "C"], decision.Strategies);
        Assert.False(decision.IsGranted);
        Assert.True(claims.Decide("Set", School, ResourceAction.Create).IsGranted);
    }

    [Fact]
    public void Decide_ActionOfOtherName_IsFoundInAnyCase()
    {
        var claims = Metadata.Of(Metadata.ClaimSet("Set", (School, "Approve=A")));

        Assert.True(claims.Decide("Set", School, ResourceAction.Parse("APPROVE")).IsGranted);
        Assert.Equal(ClaimOutcome.ActionNotCovered, claims.Decide("Set", School, ResourceAction.Parse("Reject")).Outcome);
        Assert.Equal(ClaimOutcome.ActionNotCovered, claims.Decide("Set", School, default).Outcome);
    }

    [Fact]
    public void Decide_NamesBeyondPlainAscii_AreComparedByCulture()
    {
        var claims = Metadata.Of(
            Metadata.ClaimSet("Scho\u00ADol\u00E4", ("resource", "Read=A")),
            Metadata.ClaimSet("Plain", ("re\u00ADsource", "Read=B")));

        Assert.True(claims.Decide("SCHOOLa\u0308", "re\u00ADsource", ResourceAction.Read).IsGranted);
        Assert.True(claims.Decide("Pl\u00ADain", "RESOURCE", ResourceAction.Read).IsGranted);
        Assert.Equal(ClaimOutcome.NoSuchClaimSet, claims.Decide("Schoola", "resource", ResourceAction.Read).Outcome);
    }

    [Fact]
    public void Decide_EmptyClaims_KnowsNobody() =>
        Assert.Equal(ClaimOutcome.NoSuchClaimSet, ClaimsMetadata.Empty.Decide("Set", School, ResourceAction.Read).Outcome);

    [Fact]
    public void Decide_HandleOfOtherClaims_Throws()
    {
        var json = Metadata.ClaimSet("Set", (School, "Read=A"));
        ClaimsMetadata older = Metadata.Of(json), newer = Metadata.Of(json);

        Assert.Throws<ArgumentException>(() => newer.Decide(older.FindClaimSet("Set"), newer.FindResourceClaim(School), ResourceAction.Read));
        Assert.Throws<ArgumentException>(() => newer.Decide(newer.FindClaimSet("Set"), older.FindResourceClaim(School), ResourceAction.Read));
        Assert.Throws<ArgumentException>(() => newer.Decide(default(ClaimSetHandle), default(ResourceClaimHandle), ResourceAction.Read));
    }

    [Fact]
    public void Decide_ByNames_AllocatesNothing()
    {
        var claims = Metadata.Of(Metadata.ClaimSet("Set", (School, "Read=A")));
        claims.Decide("Set", School, ResourceAction.Read);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            claims.Decide("set", School, ResourceAction.Read);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
