using System.Text.Json.Nodes;
using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

/// <summary>What is answered where DMS itself would not come to a decision.</summary>
public class ClaimsProblemTests
{
    [Theory]
    [InlineData(DmsBehavior.Dms2025)]
    [InlineData(DmsBehavior.Dms2026)]
    public void ToProblem_NoSuchTenant_IsNotFound(DmsBehavior behavior)
    {
        var problem = Problem(ClaimDecision.NoSuchTenant, behavior);

        Assert.Equal((404, "urn:ed-fi:api:not-found", "Not Found"), (problem.Status, problem.Type, problem.Title));
    }

    [Theory]
    [InlineData(DmsBehavior.Dms2025)]
    [InlineData(DmsBehavior.Dms2026)]
    public void ToProblem_ClaimsTooOld_IsWhatDmsAnswersWhenItCannotFetchClaims(DmsBehavior behavior)
    {
        var problem = Problem(ClaimDecision.ClaimsTooOld, behavior);

        Assert.Equal(500, problem.Status);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"message":"Error while authorizing the request.","traceId":"trace-7"}"""), JsonNode.Parse(problem.ToJson("trace-7"))));
    }

    [Theory]
    [InlineData(DmsBehavior.Dms2025)]
    [InlineData(DmsBehavior.Dms2026)]
    public void IsGrantedBy_TooOldOrNoTenant_IsFalse(DmsBehavior behavior)
    {
        Assert.False(ClaimDecision.ClaimsTooOld.IsGrantedBy(behavior));
        Assert.False(ClaimDecision.NoSuchTenant.IsGrantedBy(behavior));
    }

    private static DmsProblem Problem(ClaimDecision decision, DmsBehavior behavior) =>
        decision.ToProblem(behavior, "Set", "School", ResourceAction.Read)!;
}
