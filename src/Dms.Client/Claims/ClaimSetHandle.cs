namespace Dms.Client.Claims;

/// <summary>A claim set that was looked up in a <see cref="ClaimsMetadata"/>, found or not; good for decisions of that one only.</summary>
public readonly struct ClaimSetHandle
{
    internal ClaimSetHandle(ClaimSetDecisions decisions) => Decisions = decisions;

    internal ClaimSetDecisions? Decisions { get; }
}
