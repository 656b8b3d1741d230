using System.Text.Json.Nodes;
using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

/// <summary>What the two generations of DMS answer.</summary>
public class ClaimDecisionTests
{
    private const string School = "http://ed-fi.org/identity/claims/ed-fi/school";
    private const string NoMetadata = "No security metadata has been configured for this resource.";

    private static readonly ClaimsMetadata Claims = Metadata.Of(
        Metadata.ClaimSet("SIS-Vendor", (School, "Create=A Delete=")),
        Metadata.ClaimSet("Empty"),
        Metadata.ClaimSet("Twice", ("x/B", "Read=A,B Update="), ("x/b", "Read=C Update=")),
        Metadata.ClaimSet("Same", (School, "Read=A")),
        Metadata.ClaimSet("SAME", (School, "Read=A")));

    [Theory]
    [InlineData(DmsBehavior.Dms2025)]
    [InlineData(DmsBehavior.Dms2026)]
    public void ToProblem_Granted_IsNull(DmsBehavior behavior) =>
        Assert.Null(Problem(behavior, "sis-vendor", School, ResourceAction.Create));

    [Theory]
    [InlineData(DmsBehavior.Dms2025, 403, "urn:ed-fi:api:security:authorization:", null)]
    [InlineData(DmsBehavior.Dms2026, 500, "urn:ed-fi:api:system:configuration:security", NoMetadata)]
    public void ToProblem_UnknownClaimSet_IsForbiddenOrMisconfigured(DmsBehavior behavior, int status, string type, string? error) =>
        AssertProblem(Problem(behavior, "Nobody", School, ResourceAction.Read), status, type, error);

    [Theory]
    [InlineData(DmsBehavior.Dms2025, 403, "urn:ed-fi:api:security:authorization:", null)]
    [InlineData(DmsBehavior.Dms2026, 500, "urn:ed-fi:api:system:configuration:security", NoMetadata)]
    public void ToProblem_NoClaimSetsAtAll_IsForbiddenOrMisconfigured(DmsBehavior behavior, int status, string type, string? error) =>
        AssertProblem(
            ClaimsMetadata.Empty.Decide("SIS-Vendor", School, ResourceAction.Read).ToProblem(behavior, "SIS-Vendor", "School", ResourceAction.Read),
            status, type, error);

    [Theory]
    [InlineData(DmsBehavior.Dms2025, "Empty", School)]
    [InlineData(DmsBehavior.Dms2026, "Empty", School)]
    [InlineData(DmsBehavior.Dms2025, "SIS-Vendor", "http://ed-fi.org/identity/claims/ed-fi/StateDescriptor")]
    [InlineData(DmsBehavior.Dms2026, "SIS-Vendor", "http://ed-fi.org/identity/claims/ed-fi/StateDescriptor")]
    public void ToProblem_NoClaimsOrResourceNotCovered_IsForbidden(DmsBehavior behavior, string claimSet, string uri) =>
        AssertProblem(Problem(behavior, claimSet, uri, ResourceAction.Read), 403, "urn:ed-fi:api:security:authorization:", null);

    [Theory]
    [InlineData(DmsBehavior.Dms2025, "sis-vendor")]
    [InlineData(DmsBehavior.Dms2026, "SIS-Vendor")]
    public void ToProblem_ActionNotCovered_NamesClaimSetActionAndResource(DmsBehavior behavior, string named) => AssertProblem(
        Problem(behavior, "sis-vendor", School, ResourceAction.Update), 403, "urn:ed-fi:api:security:authorization:access-denied:action",
        $"The API client's assigned claim set (currently '{named}') must grant permission of the 'Update' action on one of the following resource claims: School");

    [Fact]
    public void ToProblem_NoStrategiesIn2025_IsForbidden() => AssertProblem(
        Problem(DmsBehavior.Dms2025, "SIS-Vendor", School, ResourceAction.Delete), 403, "urn:ed-fi:api:security:authorization:",
        "No authorization strategies were defined for the requested action 'Delete' against resource ['School'] matched by the caller's claim 'SIS-Vendor'.");

    [Fact]
    public void ToProblem_NoStrategiesIn2026_IsMisconfigured() => AssertProblem(
        Problem(DmsBehavior.Dms2026, "SIS-Vendor", School.ToUpperInvariant(), ResourceAction.Delete), 500, "urn:ed-fi:api:system:configuration:security",
        $"No authorization strategies were defined for the requested action 'Delete' against resource URIs ['{School}'] matched by the caller's claim '{School}'.");

    [Fact]
    public void ToProblem_NoStrategiesOfASharedAuthorization_NamesTheClaimAskedFor()
    {
        var claims = Metadata.Read("""
            [{"claimSetName":"Set","claims":[{"name":"x/a","authorizationId":1},{"name":"x/b","authorizationId":1}],
              "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[]}]}]}]
            """);

        Assert.Contains("claim 'x/b'", Assert.Single(claims.Decide("Set", "x/b", ResourceAction.Read)
            .ToProblem(DmsBehavior.Dms2026, "Set", "B", ResourceAction.Read)!.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void ToProblem_NoStrategiesTwiceIn2026_NamesTheClaimsInOrdinalOrder() => AssertProblem(
        Problem(DmsBehavior.Dms2026, "Twice", "x/b", ResourceAction.Update), 500, "urn:ed-fi:api:system:configuration:security",
        "No authorization strategies were defined for the requested action 'Update' against resource URIs ['x/B', 'x/b'] matched by the caller's claim 'x/B'.");

    [Fact]
    public void ToProblem_ActionGrantedTwice_IsAnErrorIn2025AndJoinedIn2026()
    {
        var decision = Claims.Decide("Twice", "x/b", ResourceAction.Read);

        AssertMessage(decision.ToProblem(DmsBehavior.Dms2025, "Twice", "B", ResourceAction.Read));
        Assert.Null(decision.ToProblem(DmsBehavior.Dms2026, "Twice", "B", ResourceAction.Read));
        Assert.False(decision.IsGrantedBy(DmsBehavior.Dms2025));
        Assert.True(decision.IsGrantedBy(DmsBehavior.Dms2026));
        Assert.Equal<string>(["A", "B", "C"], decision.Strategies);
    }

    [Theory]
    [InlineData(DmsBehavior.Dms2025)]
    [InlineData(DmsBehavior.Dms2026)]
    public void ToProblem_TwoClaimSetsOfOneName_IsAnError(DmsBehavior behavior) =>
        AssertMessage(Problem(behavior, "Same", School, ResourceAction.Read));

    [Fact]
    public void ToJson_ProblemDetails_IsTheBodyOfDms()
    {
        var body = JsonNode.Parse(Problem(DmsBehavior.Dms2026, "Nobody", School, ResourceAction.Read)!.ToJson("trace-7"));

        Assert.True(JsonNode.DeepEquals(body, JsonNode.Parse("""
            {"detail":"A security configuration problem was detected. The request cannot be authorized.",
             "type":"urn:ed-fi:api:system:configuration:security","title":"Security Configuration Error","status":500,
             "correlationId":"trace-7","validationErrors":{},"errors":["No security metadata has been configured for this resource."]}
            """)));
    }

    private static DmsProblem? Problem(DmsBehavior behavior, string claimSet, string uri, ResourceAction action) =>
        Claims.Decide(claimSet, uri, action).ToProblem(behavior, claimSet, "School", action);

    private static void AssertProblem(DmsProblem? problem, int status, string type, string? error)
    {
        Assert.NotNull(problem);
        Assert.Equal((status, type, "application/problem+json"), (problem.Status, problem.Type, problem.ContentType));
        Assert.Equal<string>(error is null ? [] : [error], problem.Errors);
        Assert.Equal(status == 403 ? "Authorization Denied" : "Security Configuration Error", problem.Title);
    }

    private static void AssertMessage(DmsProblem? problem)
    {
        Assert.NotNull(problem);
        Assert.Equal(500, problem.Status);
        var expected = JsonNode.Parse("""{"message":"Error while authorizing the request.","traceId":"trace-7"}""");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(problem.ToJson("trace-7"))));
    }
}
