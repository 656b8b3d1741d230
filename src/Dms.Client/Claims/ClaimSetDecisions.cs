namespace Dms.Client.Claims;

/// <summary>All decisions for a claim set, by the number of the resource claim; the last is for resources nowhere covered.</summary>
internal sealed class ClaimSetDecisions(ClaimsMetadata owner, ActionDecisions[] byClaim)
{
    public ClaimsMetadata Owner => owner;

    public ActionDecisions[] ByClaim => byClaim;
}
