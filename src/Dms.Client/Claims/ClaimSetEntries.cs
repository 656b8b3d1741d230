namespace Dms.Client.Claims;

/// <summary>What a part of claims says: its entries in order.</summary>
internal sealed record ClaimSetEntries(IReadOnlyList<ClaimSetEntry> Entries);
