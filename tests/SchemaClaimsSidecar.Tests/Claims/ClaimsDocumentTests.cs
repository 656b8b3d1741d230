using System.Text;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Documents;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>What a claims document must look like, and what is said of one that does not.</summary>
public class ClaimsDocumentTests
{
    private const string Valid =
        """
        {"claimSets":[{"claimSetName":"Set","isSystemReserved":true}],
         "claimsHierarchy":[{"name":"root",
           "defaultAuthorization":{"actions":[{"name":"Read","authorizationStrategies":[{"name":"NamespaceBased"}]}]},
           "claimSets":[{"name":"Set","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"OwnershipBased"}]}]}],
           "claims":[{"name":"leaf"}]}]}
        """;

    [Fact]
    public void Compile_ValidDocument_HasInputAndNoProblems()
    {
        var document = Compile.Document("claims.json", Valid);
        var result = Compile.Documents(document);

        Assert.Empty(result.Problems);
        var input = Assert.Single(result.Claims!.Inputs);
        Assert.Equal(("claims", "claims.json", document.Digest, Valid.Length), (input.Role, input.Name, input.Digest, input.Length));
    }

    [Theory]
    [InlineData("[]", "", "type")]
    [InlineData("null", "", "type")]
    [InlineData("{}", "", "required")]
    [InlineData("", "", "empty-document")]
    [InlineData("{\"claimSets\":[", "/claimSets", "truncated")]
    [InlineData("<html>", "", "not-json")]
    public void Compile_SomethingElse_IsRefused(string text, string pointer, string rule) => AssertRefused(text, pointer, rule);

    [Theory]
    [InlineData("\"claimSets\":[{\"claimSetName\":\"Set\",\"isSystemReserved\":true}]", "\"claimSets\":[]", "/claimSets", "min-items")]
    [InlineData("\"claimSetName\":\"Set\"", "\"claimSetName\":\"\"", "/claimSets/0/claimSetName", "min-length")]
    [InlineData("\"claimSetName\":\"Set\"", "\"claimSetName\":7", "/claimSets/0/claimSetName", "type")]
    [InlineData("\"claimSetName\":\"Set\",", "", "/claimSets/0", "required")]
    [InlineData(",\"isSystemReserved\":true", "", "/claimSets/0", "required")]
    [InlineData("\"isSystemReserved\":true", "\"isSystemReserved\":\"true\"", "/claimSets/0/isSystemReserved", "type")]
    [InlineData("\"isSystemReserved\":true", "\"isSystemReserved\":true,\"id/~\":1", "/claimSets/0/id~1~0", "unknown-property")]
    [InlineData("\"claimsHierarchy\":", "\"resources\":", "/resources", "unknown-property")]
    [InlineData("{\"name\":\"root\",", "{", "/claimsHierarchy/0", "required")]
    [InlineData("{\"name\":\"leaf\"}", "null", "/claimsHierarchy/0/claims/0", "type")]
    [InlineData("{\"name\":\"leaf\"}", "{\"name\":\"leaf\",\"claims\":{}}", "/claimsHierarchy/0/claims/0/claims", "type")]
    [InlineData("{\"name\":\"leaf\"}", "{\"name\":\"leaf\",\"resources\":[]}", "/claimsHierarchy/0/claims/0/resources", "unknown-property")]
    [InlineData("{\"actions\":[{\"name\":\"Read\",\"authorizationStrategies\":[{\"name\":\"NamespaceBased\"}]}]}", "{}", "/claimsHierarchy/0/defaultAuthorization", "required")]
    [InlineData("[{\"name\":\"Read\",\"authorizationStrategies\":[{\"name\":\"NamespaceBased\"}]}]", "[]", "/claimsHierarchy/0/defaultAuthorization/actions", "min-items")]
    [InlineData(",\"authorizationStrategies\":[{\"name\":\"NamespaceBased\"}]", "", "/claimsHierarchy/0/defaultAuthorization/actions/0", "required")]
    [InlineData("{\"name\":\"NamespaceBased\"}", "\"NamespaceBased\"", "/claimsHierarchy/0/defaultAuthorization/actions/0/authorizationStrategies/0", "type")]
    [InlineData("{\"name\":\"NamespaceBased\"}", "{}", "/claimsHierarchy/0/defaultAuthorization/actions/0/authorizationStrategies/0", "required")]
    [InlineData("{\"name\":\"Set\",\"actions\"", "{\"actions\"", "/claimsHierarchy/0/claimSets/0", "required")]
    [InlineData("{\"name\":\"Set\",\"actions\"", "{\"name\":\"Set\",\"rights\"", "/claimsHierarchy/0/claimSets/0", "required")]
    [InlineData("\"authorizationStrategyOverrides\"", "\"authorizationStrategies\"", "/claimsHierarchy/0/claimSets/0/actions/0/authorizationStrategies", "unknown-property")]
    [InlineData("[{\"name\":\"OwnershipBased\"}]", "null", "/claimsHierarchy/0/claimSets/0/actions/0/authorizationStrategyOverrides", "type")]
    [InlineData("{\"name\":\"OwnershipBased\"}", "{\"name\":\"\"}", "/claimsHierarchy/0/claimSets/0/actions/0/authorizationStrategyOverrides/0/name", "min-length")]
    public void Compile_OneThingWrong_IsRefusedWithItsPlace(string part, string instead, string pointer, string rule)
    {
        Assert.Contains(part, Valid, StringComparison.Ordinal);
        AssertRefused(Valid.Replace(part, instead, StringComparison.Ordinal), pointer, rule);
    }

    [Fact]
    public void Compile_SeveralThingsWrong_ListsThemAll()
    {
        var result = Compile.Text("""{"claimSets":[{"claimSetName":""},7],"claimsHierarchy":[{"claims":[{}]},{"name":null}]}""", "[]", "{}");

        Assert.Null(result.Claims);
        Assert.Equal(
            [
                "claims.json /claimSets/0 required", "claims.json /claimSets/0/claimSetName min-length", "claims.json /claimSets/1 type",
                "claims.json /claimsHierarchy/0 required", "claims.json /claimsHierarchy/0/claims/0 required", "claims.json /claimsHierarchy/1/name type",
                "fragment1.json  type", "fragment2.json  required", "fragment2.json  required",
            ],
            result.Problems.Select(problem => $"{problem.Document} {problem.Pointer} {problem.Rule}"));
    }

    [Fact]
    public void Compile_ClaimSetsEqualButForCase_IsRefused() => AssertRefused(
        EffectiveClaimsTests.Document("""{"name":"leaf"}""", "Vendor", "Other", "VENDOR"), "/claimSets/2", "claim-set-name");

    [Fact]
    public void Compile_DuplicateKey_IsRefused() =>
        AssertRefused(Valid.Replace("\"name\":\"leaf\"", "\"name\":\"leaf\",\"name\":\"leaf\"", StringComparison.Ordinal), "/claimsHierarchy/0/claims/0/name", "duplicate-key");

    [Fact]
    public void Compile_ByteOrderMark_IsTaken() =>
        Assert.NotNull(Compile.Documents(InputDocument.Of("claims.json", (byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Valid)])).Claims);

    [Fact]
    public void Compile_Utf16_IsRefused()
    {
        var result = Compile.Documents(InputDocument.Of("claims.json", Encoding.Unicode.GetBytes(Valid)));

        Assert.Null(result.Claims);
        Assert.Equal("utf-16", Assert.Single(result.Problems).Rule);
    }

    [Fact]
    public void Compile_UnknownStrategyAndAction_AreKeptAndReportedOnce()
    {
        var document = Valid
            .Replace("NamespaceBased", "Mine", StringComparison.Ordinal).Replace("OwnershipBased", "Mine", StringComparison.Ordinal)
            .Replace("Read", "Raed", StringComparison.Ordinal);
        var result = Compile.Text(document);

        Assert.Equal(
            ["/claimsHierarchy/0/defaultAuthorization/actions/0 unknown-action", "/claimsHierarchy/0/defaultAuthorization/actions/0/authorizationStrategies/0 unknown-strategy"],
            result.Problems.Select(problem => $"{problem.Pointer} {problem.Rule}"));
        Assert.All(result.Problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
        Assert.Equal("""[{"name":"Raed","authorizationStrategies":[{"name":"Mine"}]}]""",
            Compile.MetadataOf(result)[0]!["authorizations"]![0]!["actions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("{\"name\":\"leaf\"}", "{\"name\":\"leaf\"},{\"name\":\"LEAF\"}", "/claimsHierarchy/0/claims/1", "duplicate-claim")]
    [InlineData("\"claimSetName\":\"Set\"", "\"claimSetName\":\"Other\"", "/claimsHierarchy/0", "undeclared-claim-set")]
    public void Compile_HardlyMeant_IsTakenAndReported(string part, string instead, string pointer, string rule)
    {
        var result = Compile.Text(Valid.Replace(part, instead, StringComparison.Ordinal));

        Assert.NotNull(result.Claims);
        var problem = Assert.Single(result.Problems);
        Assert.Equal((Severity.Warning, pointer, rule), (problem.Severity, problem.Pointer, problem.Rule));
    }

    [Fact]
    public void Compile_NamesToEscape_AreWrittenAsJson()
    {
        var claim = "http://ed-fi.org/\"é+<\u0001";
        var document = JsonNode.Parse(Valid)!;
        document["claimsHierarchy"]![0]!["claims"]![0]!["name"] = claim;

        Assert.Equal(claim, Compile.Metadata(document.ToJsonString())[0]!["claims"]![0]!["name"]!.GetValue<string>());
    }

    [DataFact]
    public void Compile_RealDocumentTruncated_IsRefusedWhereverItEnds()
    {
        var content = RealData.Read("claims/2025-11.claims.json");
        for (var length = 0; length < content.Length; length += 9973)
            Assert.Null(Compile.Documents(InputDocument.Of("claims.json", content.AsMemory(0, length))).Claims);
    }

    [Fact]
    public void Compile_Cancelled_Throws() => Assert.ThrowsAny<OperationCanceledException>(() =>
        ClaimsCompiler.Compile(new ClaimsInput(Compile.Document("claims.json", Valid), []), new CancellationToken(canceled: true)));

    private static void AssertRefused(string text, string pointer, string rule)
    {
        var result = Compile.Text(text);

        Assert.Null(result.Claims);
        Assert.Contains(result.Problems, problem =>
            (problem.Severity, problem.Document, problem.Pointer, problem.Rule) == (Severity.Error, "claims.json", pointer, rule));
    }
}
