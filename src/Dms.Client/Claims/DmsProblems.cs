using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>The texts with which the two generations of DMS refuse a request.</summary>
internal static class DmsProblems
{
    private const string ProblemJson = "application/problem+json";

    private static readonly DmsProblem Forbidden = NewForbidden("", []);

    private static readonly DmsProblem Unforeseen =
        new(500, "application/json", null, null, "Error while authorizing the request.", []);

    private static readonly DmsProblem NotFound =
        new(404, ProblemJson, "urn:ed-fi:api:not-found", "Not Found", "The specified resource could not be found.", []);

    private static readonly DmsProblem NoMetadata = NewMisconfigured("No security metadata has been configured for this resource.");

    public static DmsProblem For(
        ClaimDecision decision, DmsBehavior behavior, string claimSet, string resourceName, ResourceAction action) =>
        (decision.Outcome, behavior) switch
        {
            (ClaimOutcome.NoSuchTenant, _) => NotFound,
            (ClaimOutcome.ClaimsTooOld or ClaimOutcome.AmbiguousClaimSet, _) => Unforeseen,
            (ClaimOutcome.DuplicateAction, DmsBehavior.Dms2025) => Unforeseen,
            (ClaimOutcome.NoSuchClaimSet, DmsBehavior.Dms2026) => NoMetadata,
            (ClaimOutcome.ActionNotCovered, DmsBehavior.Dms2026) => ActionDenied(decision.ClaimSet ?? claimSet, resourceName, action),
            (ClaimOutcome.ActionNotCovered, _) => ActionDenied(claimSet, resourceName, action),
            (ClaimOutcome.NoStrategies, DmsBehavior.Dms2025) => NewForbidden(
                "", [NoStrategies(action, "resource", resourceName, claimSet)]),
            (ClaimOutcome.NoStrategies or ClaimOutcome.DuplicateAction, _) => NewMisconfigured(
                NoStrategies(action, "resource URIs", string.Join("', '", decision.MatchedClaims), decision.MatchedClaims[0])),
            _ => Forbidden,
        };

    private static DmsProblem ActionDenied(string claimSet, string resourceName, ResourceAction action) => NewForbidden(
        "access-denied:action",
        [
            $"The API client's assigned claim set (currently '{claimSet}') must grant permission of the '{action}' action "
            + $"on one of the following resource claims: {resourceName}",
        ]);

    private static string NoStrategies(ResourceAction action, string kind, string resources, string claim) =>
        $"No authorization strategies were defined for the requested action '{action}' against {kind} ['{resources}'] "
        + $"matched by the caller's claim '{claim}'.";

    private static DmsProblem NewForbidden(string kind, ImmutableArray<string> errors) => new(
        403, ProblemJson, "urn:ed-fi:api:security:authorization:" + kind, "Authorization Denied",
        "Access to the resource could not be authorized.", errors);

    private static DmsProblem NewMisconfigured(string error) => new(
        500, ProblemJson, "urn:ed-fi:api:system:configuration:security", "Security Configuration Error",
        "A security configuration problem was detected. The request cannot be authorized.", [error]);
}
