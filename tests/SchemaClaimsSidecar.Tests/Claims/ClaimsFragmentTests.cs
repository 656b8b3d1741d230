using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>How fragments extend a claims document.</summary>
public class ClaimsFragmentTests
{
    private const string Base = "http://ed-fi.org/identity/claims/";

    private static readonly string Claims = EffectiveClaimsTests.Document(
        $$"""
        {"name":"{{Base}}domains/people","defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"NamespaceBased"}]}]},
         "claimSets":[{"name":"Reader","actions":[{"name":"Read"}]}],
         "claims":[{"name":"{{Base}}ed-fi/student"},{"name":"{{Base}}ed-fi/agency"}]}
        """,
        "Reader", "Extra");

    [Fact]
    public void Grant_ByPluralName_IsAddedToTheClaim()
    {
        var result = Compile.Text(Claims, Fragment("Extra", Grant("ed-fi/Students", "Create=OwnershipBased Read="), Grant("ed-fi/agencies", "Read=OwnershipBased")));

        Assert.Empty(result.Problems);
        Assert.Equal(["ed-fi/agency Read=OwnershipBased", "ed-fi/student Create=OwnershipBased Read=NamespaceBased"], Permissions(result, "Extra"));
        Assert.Equal(["claims", "fragment"], result.Claims!.Inputs.Select(input => input.Role));
    }

    [Fact]
    public void Grant_WhereClaimsShareTheShortName_GoesToTheFirst()
    {
        var claims = EffectiveClaimsTests.Document(
            $$"""{"name":"root","claims":[{"name":"{{Base}}domains/tpdm/evaluation"}]},{"name":"{{Base}}tpdm/evaluation"}""", "Extra");

        Assert.Equal(["domains/tpdm/evaluation Read="], Permissions(Compile.Text(claims, Fragment("Extra", Grant("tpdm/evaluations", "Read="))), "Extra"));
    }

    [Fact]
    public void Grant_ToClaimThatIsNowhere_IsIgnoredWithAWarning()
    {
        var result = Compile.Text(Claims, Fragment("Extra", Grant("ed-fi/students", "Read="), Grant("domains/people", "Read="), Grant("ed-fi/peoples", "Read=")));

        AssertProblems(result, "Warning fragment1.json /resourceClaims/2 fragment-entry-ignored");
        Assert.Equal(2, Permissions(result, "Extra").Length);
    }

    [Fact]
    public void Fragment_OfWhichNothingFits_IsRefused() => AssertProblems(
        Compile.Text(Claims, Fragment("Extra", Grant("ed-fi/students", "Read=")), Fragment("Extra", Grant("ed-fi/pupils", "Read="))),
        "Warning fragment2.json /resourceClaims/0 fragment-entry-ignored", "Error fragment2.json  fragment-fits-nowhere");

    [Fact]
    public void Grant_WhereTheClaimSetHasOne_IsIgnoredWithAWarningUnlessEqual()
    {
        var result = Compile.Text(
            Claims, Fragment("Extra", Grant("ed-fi/student", "Read=")), Fragment("EXTRA", Grant("ed-fi/student", "Read=")), Fragment("Extra", Grant("ed-fi/student", "Create=")));

        AssertProblems(result, "Warning fragment3.json /resourceClaims/0 fragment-entry-ignored");
        Assert.Equal(["ed-fi/student Read=NamespaceBased"], Permissions(result, "Extra"));
    }

    [Fact]
    public void Grant_WithoutOverrides_IsIgnoredWithAWarning()
    {
        var result = Compile.Text(Claims, """{"name":"Extra","resourceClaims":[{"name":"ed-fi/student","actions":[{"name":"Read","enabled":true}]}]}""");

        AssertProblems(result, "Warning fragment1.json /resourceClaims/0 fragment-entry-ignored");
        Assert.Empty(Permissions(result, "Extra"));
    }

    [Fact]
    public void Grant_ToUndeclaredClaimSet_GrantsNobodyAndIsReported()
    {
        var result = Compile.Text(Claims, Fragment("Stranger", Grant("ed-fi/student", "Read=")));

        AssertProblems(result, "Warning claims.json /claimsHierarchy/0/claims/0 undeclared-claim-set");
        Assert.Equal(2, Compile.MetadataOf(result).Count);
    }

    [Fact]
    public void Parent_ByShortName_TakesTheChildren()
    {
        var result = Compile.Text(Claims, """{"name":"F","resourceClaims":[{"isParent":true,"name":"domains/People","children":[{"name":"http://ed-fi.org/identity/claims/sample/bus"}]}]}""");

        Assert.Empty(result.Problems);
        Assert.Equal(["ed-fi/agency Read=NamespaceBased", "ed-fi/student Read=NamespaceBased", "sample/bus Read=NamespaceBased"], Permissions(result, "Reader"));
    }

    [Fact]
    public void Parent_ThatIsNowhere_BecomesARoot()
    {
        var result = Compile.Text(Claims, """
            {"name":"F","resourceClaims":[{"isParent":true,"name":"http://ed-fi.org/identity/claims/domains/sample",
              "_defaultAuthorizationStrategiesForCrud":[{"actionName":"Read","authorizationStrategies":[{"name":"OwnershipBased"}]}],
              "claimSets":[{"name":"Extra","actions":[{"name":"Read"}]}],
              "children":[{"name":"http://ed-fi.org/identity/claims/sample/bus"}]}]}
            """);

        Assert.Empty(result.Problems);
        Assert.Equal(["sample/bus Read=OwnershipBased"], Permissions(result, "Extra"));
    }

    [Fact]
    public void Parent_GivenByAnEarlierFragment_IsExtendedByALater()
    {
        const string root = """{"name":"F","resourceClaims":[{"isParent":true,"name":"domains/sample","claimSets":[{"name":"Extra","actions":[{"name":"Read"}]}],"children":[{"name":"x/bus"}]}]}""";
        const string children = """{"name":"F","resourceClaims":[{"isParent":true,"name":"domains/sample","children":[{"name":"x/stop"}]}]}""";

        Assert.Equal(["x/bus Read=", "x/stop Read="], Permissions(Compile.Text(Claims, root, children), "Extra"));
    }

    [Fact]
    public void Parent_ThatStandsAlready_KeepsItsDefaultsAndClaimSets() => AssertProblems(
        Compile.Text(Claims, """{"name":"F","resourceClaims":[{"isParent":true,"name":"domains/people","claimSets":[{"name":"Extra","actions":[{"name":"Read"}]}]}]}"""),
        "Warning fragment1.json /resourceClaims/0 fragment-entry-ignored");

    [Fact]
    public void Parent_ThatIsAResource_IsRefused() => AssertProblems(
        Compile.Text(Claims, """{"name":"F","resourceClaims":[{"isParent":true,"name":"ed-fi/student","children":[{"name":"x"}]},{"isParent":true,"name":"domains/people"}]}"""),
        "Error fragment1.json /resourceClaims/0 fragment-parent");

    [Fact]
    public void Fragment_AppliedTwice_IsReportedAsDuplicateClaims()
    {
        const string fragment = """{"name":"F","resourceClaims":[{"isParent":true,"name":"http://x/domains/sample","children":[{"name":"http://x/sample/bus"}]}]}""";

        AssertProblems(Compile.Text(Claims, fragment, fragment), "Warning fragment2.json /resourceClaims/0/children/0 duplicate-claim");
    }

    [Theory]
    [InlineData("""{"resourceClaims":[]}""", "", "required")]
    [InlineData("""{"name":"F"}""", "", "required")]
    [InlineData("""{"name":"F","resourceClaims":{}}""", "/resourceClaims", "type")]
    [InlineData("""{"name":"F","resourceClaims":[{}]}""", "/resourceClaims/0", "required")]
    [InlineData("""{"name":"F","resourceClaims":[{"name":"x","isParent":"yes"}]}""", "/resourceClaims/0/isParent", "type")]
    [InlineData("""{"name":"F","resourceClaims":[{"name":"x","children":[{}]}]}""", "/resourceClaims/0/children/0", "required")]
    [InlineData("""{"name":"F","resourceClaims":[{"name":"x","claimSets":[{"name":"A","actions":[]}]}]}""", "/resourceClaims/0/claimSets/0/actions", "min-items")]
    [InlineData("""{"name":"F","resourceClaims":[{"name":"x","authorizationStrategyOverridesForCRUD":[{}]}]}""", "/resourceClaims/0/authorizationStrategyOverridesForCRUD/0", "required")]
    [InlineData("""{"name":"F","resourceClaims":[{"name":"x","_defaultAuthorizationStrategiesForCRUD":[{"actionName":"Read","authorizationStrategies":[]}]}]}""",
        "/resourceClaims/0/_defaultAuthorizationStrategiesForCRUD/0/authorizationStrategies", "min-items")]
    [InlineData("{", "", "truncated")]
    public void Compile_MalformedFragment_IsRefusedByName(string fragment, string pointer, string rule)
    {
        var result = Compile.Text(Claims, fragment);

        Assert.Null(result.Claims);
        Assert.Contains(result.Problems, problem =>
            (problem.Severity, problem.Document, problem.Pointer, problem.Rule) == (Severity.Error, "fragment1.json", pointer, rule));
    }

    [DataFact]
    public void RealFragments_OnADocumentWithoutTheirGrants_RestoreTheGolden()
    {
        string[] fragments = ["001-namespace", "002-nofurtherauth", "003-edorgsonly", "003a-edorgsonly-inverted", "003b-edorgsonly-or-inverted"];
        var stripped = JsonNode.Parse(RealData.Read("claims/ds52.claims.json"))!;
        var removed = RemoveGrants(stripped["claimsHierarchy"]!.AsArray(), name =>
            name.StartsWith("E2E-", StringComparison.Ordinal) && !name.Contains("Mixed", StringComparison.Ordinal));

        var result = Compile.Documents(Compile.Document("claims.json", stripped.ToJsonString()), [.. fragments.Select(RealFragment)]);

        Assert.Equal(83, removed);
        Assert.Equal(
            JsonNode.Parse(RealData.Read("claims/ds52.authorization-metadata.json"))!.ToJsonString(Relaxed),
            Compile.MetadataOf(result).ToJsonString(Relaxed));
        AssertProblems(result, [.. new[] { 10, 13 }.Select(entry => $"Warning claims/fragments-2026-08/002-nofurtherauth-claimset.json /resourceClaims/{entry} fragment-entry-ignored")]);
    }

    [DataFact]
    public void RealExtensionFragments_OnARealDocument_AddTheirResources()
    {
        var result = Compile.Documents(ClaimsCompilerGoldenTests.Real("claims/ds52.claims.json"), RealFragment("004-sample-extension"), RealFragment("005-homograph-extension"));

        Assert.Empty(result.Problems);
        Assert.Contains("sample/bus Create=NoFurtherAuthorizationRequired Read=NoFurtherAuthorizationRequired Update=NoFurtherAuthorizationRequired "
            + "Delete=NoFurtherAuthorizationRequired ReadChanges=NoFurtherAuthorizationRequired", Permissions(result, "EdFiSandbox"));
        Assert.Contains("homograph/studentSchoolAssociation", Permissions(result, "EdFiSandbox").Select(permission => permission.Split(' ')[0]));
        Assert.Contains("sample/studentArtProgramAssociation", Permissions(result, "SISVendor").Select(permission => permission.Split(' ')[0]));
        Assert.DoesNotContain("homograph/student", Permissions(result, "SISVendor").Select(permission => permission.Split(' ')[0]));
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static InputDocument RealFragment(string name) => ClaimsCompilerGoldenTests.Real($"claims/fragments-2026-08/{name}-claimset.json");

    private static int RemoveGrants(JsonArray claims, Func<string, bool> toClaimSet)
    {
        var removed = 0;
        foreach (var claim in claims)
        {
            removed += claim!["claimSets"]?.AsArray().RemoveAll(entry => toClaimSet(entry!["name"]!.GetValue<string>())) ?? 0;
            removed += RemoveGrants(claim["claims"]?.AsArray() ?? [], toClaimSet);
        }

        return removed;
    }

    private static string Fragment(string claimSet, params string[] entries) =>
        $$"""{"name":"{{claimSet}}","resourceClaims":[{{string.Join(",", entries)}}]}""";

    /// <summary>An entry such as tools write it; <c>"Read=A,B Create="</c>.</summary>
    private static string Grant(string name, string actions)
    {
        var overrides = actions.Split(' ').Select(action => action.Split('=')).Select(action =>
            $$"""{"actionId":1,"actionName":"{{action[0]}}","authorizationStrategies":[{{string.Join(",", action[1].Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(strategy => $$"""{"authStrategyId":1,"name":"{{strategy}}","isInheritedFromParent":false}"""))}}]}""");
        return $$"""{"id":1,"name":"{{name}}","children":[],"authorizationStrategyOverridesForCRUD":[{{string.Join(",", overrides)}}],"_defaultAuthorizationStrategiesForCRUD":[]}""";
    }

    /// <summary>What a claim set may do, a line a claim.</summary>
    private static string[] Permissions(SchemaClaimsSidecar.Claims.ClaimsResult result, string claimSetName)
    {
        var claimSet = Compile.MetadataOf(result).Single(claimSet => claimSet!["claimSetName"]!.GetValue<string>() == claimSetName)!;
        var authorizations = claimSet["authorizations"]!.AsArray().ToDictionary(
            authorization => authorization!["id"]!.GetValue<int>(),
            authorization => string.Join(" ", authorization!["actions"]!.AsArray().Select(action =>
                $"{action!["name"]}={string.Join(",", action["authorizationStrategies"]!.AsArray().Select(strategy => strategy!["name"]))}")));
        return [.. claimSet["claims"]!.AsArray().Select(claim =>
            $"{claim!["name"]!.ToString().Replace(Base, "", StringComparison.Ordinal)} {authorizations[claim["authorizationId"]!.GetValue<int>()]}")];
    }

    private static void AssertProblems(SchemaClaimsSidecar.Claims.ClaimsResult result, params string[] expected)
    {
        Assert.Equal(expected, result.Problems.Select(problem => $"{problem.Severity} {problem.Document} {problem.Pointer} {problem.Rule}"));
        Assert.Equal(result.Problems.Any(problem => problem.Severity == Severity.Error), result.Claims is null);
    }
}
