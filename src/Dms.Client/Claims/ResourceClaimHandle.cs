namespace Dms.Client.Claims;

/// <summary>A resource claim looked up in a <see cref="ClaimsMetadata"/>, found or not; good for decisions of that one only.</summary>
public readonly struct ResourceClaimHandle
{
    internal ResourceClaimHandle(ClaimsMetadata owner, int number)
    {
        Owner = owner;
        Number = number;
    }

    internal ClaimsMetadata? Owner { get; }

    internal int Number { get; }
}
