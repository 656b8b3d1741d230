using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>How a claim set's actions and strategies follow from the hierarchy.</summary>
public class EffectiveClaimsTests
{
    [Fact]
    public void ClaimSet_NotInHierarchy_HasNoClaims() => AssertMetadata(
        Document("""{"name":"leaf","claimSets":[{"name":"Other","actions":[{"name":"Read"}]}]}""", "Set", "Other"),
        """
        {"claimSetName":"Set","claims":[],"authorizations":[]},
        {"claimSetName":"Other","claims":[{"name":"leaf","authorizationId":1}],
         "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[]}]}]}
        """);

    [Fact]
    public void ClaimSet_InHierarchyOnly_IsNotListed() =>
        Assert.Equal(["Set"], Compile.Metadata(Document("""{"name":"leaf","claimSets":[{"name":"Stranger","actions":[{"name":"Read"}]}]}""", "Set"))
            .Select(claimSet => claimSet!["claimSetName"]!.GetValue<string>()));

    [Fact]
    public void Override_OnLeaf_IsTaken() => AssertActions(
        """{"name":"leaf","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"A"},{"name":"B"}]}]}]}""",
        "Read=A,B");

    [Fact]
    public void Override_OnAncestor_IsTaken() => AssertActions(
        """
        {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"A"}]}]}],
         "claims":[{"name":"middle","claims":[{"name":"leaf"}]}]}
        """,
        "Read=A");

    [Fact]
    public void Override_AtEmptyNearerGrant_OnFartherAncestorIsIgnored() => AssertActions(
        """
        {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"Far"}]}]}],
         "claims":[{"name":"leaf","claimSets":[{"name":"Set","actions":[{"name":"Read"}]}]}]}
        """,
        "Read=");

    [Fact]
    public void Override_OnAncestor_BeatsDefaultBelow() => AssertActions(
        """
        {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"Override"}]}]}],
         "claims":[{"name":"leaf","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"Default"}]}]}}]}
        """,
        "Read=Override");

    [Fact]
    public void Default_AtRoot_IsTaken() => AssertActions(
        """
        {"name":"root","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"Default"}]}]},
         "claimSets":[{"name":"Set","actions":[{"name":"Read"}]}],"claims":[{"name":"leaf"}]}
        """,
        "Read=Default");

    [Fact]
    public void Default_BelowTheGrant_Applies() => AssertActions(
        """
        {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read"}]}],
         "claims":[{"name":"leaf","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"Default"}]}]}}]}
        """,
        "Read=Default");

    [Fact]
    public void Default_OfSeveral_NearestWinsForEachAction() => AssertActions(
        """
        {"name":"root","defaultAuthorization":{"actions":[
            {"name":"Create","authorizationStrategies":[{"name":"HigherCreate"}]},
            {"name":"Read","authorizationStrategies":[{"name":"HigherRead"}]}]},
         "claimSets":[{"name":"Set","actions":[{"name":"Create"},{"name":"Read"}]}],
         "claims":[{"name":"leaf","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"LowerRead"}]}]}}]}
        """,
        "Create=HigherCreate Read=LowerRead");

    [Fact]
    public void Default_NearestWithoutStrategies_EndsTheSearch() => AssertActions(
        """
        {"name":"root","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"Higher"}]}]},
         "claimSets":[{"name":"Set","actions":[{"name":"Read"}]}],
         "claims":[{"name":"leaf","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[]}]}}]}
        """,
        "Read=");

    [Fact]
    public void Default_OfActionInOtherCase_DoesNotApply() => AssertActions(
        """
        {"name":"leaf","defaultAuthorization":{"actions":[{"name":"read","authorizationStrategies":[{"name":"Default"}]}]},
         "claimSets":[{"name":"Set","actions":[{"name":"Read"}]}]}
        """,
        "Read=");

    [Fact]
    public void Default_OfActionNotGranted_GrantsNothing() => AssertActions(
        """
        {"name":"leaf","defaultAuthorization":{"actions":[{"name":"Delete","authorizationStrategies":[{"name":"Default"}]}]},
         "claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"A"}]}]}]}
        """,
        "Read=A");

    [Fact]
    public void Grants_AtSeveralLevels_AreJoinedNearestFirst() => AssertActions(
        """
        {"name":"root","claimSets":[{"name":"Set","actions":[
            {"name":"Create","authorizationStrategyOverrides":[{"name":"Far"}]},
            {"name":"Read","authorizationStrategyOverrides":[{"name":"Far"}]}]}],
         "claims":[{"name":"leaf","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"Near"}]}]}]}]}
        """,
        "Read=Near Create=Far");

    [Fact]
    public void Grants_NamedTwiceAtOneClaim_FirstCounts() => AssertActions(
        """
        {"name":"leaf","claimSets":[
            {"name":"SET","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"First"}]},
                                     {"name":"Read","authorizationStrategyOverrides":[{"name":"Second"}]}]},
            {"name":"Set","actions":[{"name":"Create","authorizationStrategyOverrides":[{"name":"Third"}]}]}]}
        """,
        "Read=First");

    [Fact]
    public void Authorizations_OfEqualActionsInAnyOrder_AreOne() => AssertMetadata(
        Document(
            """
            {"name":"b","claimSets":[{"name":"Set","actions":[
                {"name":"Read","authorizationStrategyOverrides":[{"name":"A"},{"name":"B"}]},
                {"name":"Create","authorizationStrategyOverrides":[{"name":"C"}]}]}]},
            {"name":"a","claimSets":[{"name":"Set","actions":[
                {"name":"Create","authorizationStrategyOverrides":[{"name":"C"}]},
                {"name":"Read","authorizationStrategyOverrides":[{"name":"B"},{"name":"A"}]}]}]}
            """, "Set"),
        """
        {"claimSetName":"Set","claims":[{"name":"a","authorizationId":1},{"name":"b","authorizationId":1}],
         "authorizations":[{"id":1,"actions":[
            {"name":"Read","authorizationStrategies":[{"name":"A"},{"name":"B"}]},
            {"name":"Create","authorizationStrategies":[{"name":"C"}]}]}]}
        """);

    [Fact]
    public void Authorizations_DifferingInRepeatedStrategies_AreTwo() => Assert.Equal(
        2,
        Compile.Metadata(Document(
            """
            {"name":"a","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"A"}]}]}]},
            {"name":"b","claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"A"},{"name":"A"}]}]}]}
            """, "Set"))[0]!["authorizations"]!.AsArray().Count);

    [Fact]
    public void AuthorizationIds_OverSeveralClaimSets_AreCountedInDocumentOrderWithoutSharing() => AssertMetadata(
        Document(
            """
            {"name":"z","claimSets":[{"name":"One","actions":[{"name":"Read"}]},{"name":"Two","actions":[{"name":"Read"}]}]},
            {"name":"a","claimSets":[{"name":"One","actions":[{"name":"Create"}]}]}
            """, "One", "Two"),
        """
        {"claimSetName":"One","claims":[{"name":"a","authorizationId":2},{"name":"z","authorizationId":1}],
         "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[]}]},
                           {"id":2,"actions":[{"name":"Create","authorizationStrategies":[]}]}]},
        {"claimSetName":"Two","claims":[{"name":"z","authorizationId":3}],
         "authorizations":[{"id":3,"actions":[{"name":"Read","authorizationStrategies":[]}]}]}
        """);

    [Fact]
    public void Claims_WithChildren_AreNotListed() =>
        Assert.Equal(["empty", "leaf"], ClaimNames("""
            {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read"}]}],"claims":[{"name":"leaf"},{"name":"empty","claims":[]}]}
            """));

    [Fact]
    public void Claims_OfOneName_AreListedAsOftenAsTheyStand() =>
        Assert.Equal(["leaf", "leaf"], ClaimNames("""
            {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read"}]}],"claims":[{"name":"leaf"},{"name":"leaf"}]}
            """));

    [Fact]
    public void Claims_InMixedCase_AreSortedByCulture() =>
        Assert.Equal(["ab", "aC", "ad", "B"], ClaimNames("""
            {"name":"root","claimSets":[{"name":"Set","actions":[{"name":"Read"}]}],"claims":[{"name":"B"},{"name":"ad"},{"name":"aC"},{"name":"ab"}]}
            """));

    internal static string Document(string claims, params string[] claimSets)
    {
        var declared = claimSets.Select(name => $$"""{"claimSetName":"{{name}}","isSystemReserved":true}""");
        return $$"""{"claimSets":[{{string.Join(",", declared)}}],"claimsHierarchy":[{{claims}}]}""";
    }

    private static IEnumerable<string> ClaimNames(string claims) =>
        Compile.Metadata(Document(claims, "Set"))[0]!["claims"]!.AsArray().Select(claim => claim!["name"]!.GetValue<string>());

    private static void AssertActions(string claims, string expected)
    {
        var authorization = Assert.Single(Compile.Metadata(Document(claims, "Set"))[0]!["authorizations"]!.AsArray())!;
        var actions = authorization["actions"]!.AsArray().Select(action =>
            $"{action!["name"]}={string.Join(",", action["authorizationStrategies"]!.AsArray().Select(strategy => strategy!["name"]!))}");
        Assert.Equal(expected, string.Join(" ", actions));
    }

    private static void AssertMetadata(string document, string expected)
    {
        var metadata = Compile.Metadata(document);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($"[{expected}]"), metadata), metadata.ToJsonString());
    }
}
