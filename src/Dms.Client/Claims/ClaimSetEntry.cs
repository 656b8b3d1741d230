namespace Dms.Client.Claims;

/// <summary>An entry of a part of claims.</summary>
/// <param name="Name">The name of the claim set.</param>
/// <param name="Content">The claim set; null where the entry stands for the one of this name that tenants share.</param>
/// <param name="Start">Where it begins in the part, in bytes.</param>
/// <param name="Length">How many bytes it has there.</param>
internal sealed record ClaimSetEntry(string Name, ClaimSetContent? Content, int Start, int Length);
