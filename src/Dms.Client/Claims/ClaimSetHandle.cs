namespace Dms.Client.Claims;

/// <summary>A claim set that was looked up in a <see cref="ClaimsMetadata"/>, found or not; good for decisions of that one only.</summary>
public readonly struct ClaimSetHandle
{
    internal ClaimSetHandle(ClaimsMetadata owner, ActionDecisions[] byClaim)
    {
        Owner = owner;
        ByClaim = byClaim;
    }

    internal ClaimsMetadata? Owner { get; }

    /// <summary>All decisions for it, by the number of the resource claim; the last is for resources nowhere covered.</summary>
    internal ActionDecisions[] ByClaim { get; }
}
