using Dms.Client.Claims;
using Testing;

namespace Dms.Client.Tests.Claims;

public class ClaimsMetadataRealDataTests
{
    private static readonly ResourceAction[] Actions =
        [ResourceAction.Create, ResourceAction.Read, ResourceAction.Update, ResourceAction.Delete, ResourceAction.ReadChanges, ResourceAction.Parse("Approve")];

    [DataTheory]
    [InlineData("2025-11", 16, 8291, 8)]
    [InlineData("ds52", 20, 8706, 11)]
    public void ToClaimSets_RealData_HasTheRowsOfDms(string data, int claimSets, int rows, int strategyLists)
    {
        var lists = Read(data).ToClaimSets();

        Assert.Equal(claimSets, lists.Count);
        Assert.Equal(rows, lists.Sum(list => list.ResourceClaims.Count));
        Assert.Equal(strategyLists, lists.SelectMany(list => list.ResourceClaims).Select(row => row.Strategies).Distinct().Count());
    }

    [DataTheory]
    [InlineData("2025-11")]
    [InlineData("ds52")]
    public void Decide_EveryClaimSetClaimAndAction_AgreesWithTheLinearScanOfDms(string data)
    {
        var claims = Read(data);
        var lists = claims.ToClaimSets();
        string[] uris = [.. lists.SelectMany(list => list.ResourceClaims).Select(row => row.Name).Distinct(), "http://ed-fi.org/identity/claims/ed-fi/none"];
        foreach (var claimSet in lists.Select(list => list.Name).Append("Nobody"))
        {
            var handle = claims.FindClaimSet(claimSet);
            foreach (var uri in uris)
            {
                var rows = LinearScan.Rows(lists, claimSet, uri, out var refusal);
                foreach (var action in Actions)
                {
                    var expected = LinearScan.DecideAction(rows, action.Name, refusal);
                    AssertSame(expected, claims.Decide(handle, claims.FindResourceClaim(uri), action), claimSet, uri, action);
                    AssertSame(expected, claims.Decide(claimSet.ToUpperInvariant(), uri.ToUpperInvariant(), action), claimSet, uri, action);
                }
            }
        }
    }

    [DataTheory]
    [InlineData("SISVendor", "student", "Create", "NoFurtherAuthorizationRequired")]
    [InlineData("SISVendor", "student", "Read", "RelationshipsWithEdOrgsAndPeople")]
    [InlineData("SISVendor", "student", "Update", "RelationshipsWithEdOrgsAndPeople")]
    [InlineData("SISVendor", "student", "Delete", "NoFurtherAuthorizationRequired")]
    [InlineData("SISVendor", "school", "Read", "NoFurtherAuthorizationRequired")]
    [InlineData("SISVendor", "studentSchoolAssociation", "Create", "RelationshipsWithEdOrgsOnly")]
    [InlineData("SISVendor", "studentSchoolAssociation", "Delete", "RelationshipsWithEdOrgsAndPeople")]
    [InlineData("EdFiSandbox", "student", "ReadChanges", "RelationshipsWithEdOrgsAndPeopleIncludingDeletes")]
    [InlineData("BootstrapDescriptorsandEdOrgs", "school", "Create", "NoFurtherAuthorizationRequired")]
    public void Decide_KnownPermission_IsGranted(string claimSet, string resource, string action, string strategy)
    {
        var decision = Read("2025-11").Decide(claimSet, ResourceClaimUri.Of("ed-fi", resource), ResourceAction.Parse(action));

        Assert.True(decision.IsGranted);
        Assert.Equal<string>([strategy], decision.Strategies);
    }

    [DataTheory]
    [InlineData("SISVendor", "school", "Create", ClaimOutcome.ActionNotCovered)]
    [InlineData("EdFiSandbox", "schoolYearType", "Update", ClaimOutcome.ActionNotCovered)]
    [InlineData("RosterVendor", "school", "Delete", ClaimOutcome.ActionNotCovered)]
    [InlineData("AssessmentVendor", "school", "Read", ClaimOutcome.ResourceNotCovered)]
    [InlineData("assessmentvendors", "school", "Read", ClaimOutcome.NoSuchClaimSet)]
    public void Decide_KnownRefusal_SaysWhy(string claimSet, string resource, string action, ClaimOutcome outcome) =>
        Assert.Equal(outcome, Read("2025-11").Decide(claimSet, ResourceClaimUri.Of("ed-fi", resource), ResourceAction.Parse(action)).Outcome);

    [DataFact]
    public void Decide_EqualStrategies_AreOneDecision()
    {
        var claims = Read("2025-11");
        var decisions = claims.ToClaimSets()
            .SelectMany(list => list.ResourceClaims.Select(row => claims.Decide(list.Name, row.Name, ResourceAction.Parse(row.Action))))
            .Distinct();

        Assert.Equal(8, decisions.Count());
    }

    private static ClaimsMetadata Read(string data) => ClaimsMetadata.Read(RealData.Read($"claims/{data}.authorization-metadata.json"));

    private static void AssertSame(
        (ClaimOutcome Outcome, System.Collections.Immutable.ImmutableArray<string> Strategies) expected, ClaimDecision actual,
        string claimSet, string uri, ResourceAction action)
    {
        if (actual.Outcome != expected.Outcome || !actual.Strategies.SequenceEqual(expected.Strategies))
            Assert.Fail($"{claimSet}, {uri}, {action}: {actual}, not {expected.Outcome}: {string.Join(", ", expected.Strategies)}");
    }
}
