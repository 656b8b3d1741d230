namespace Dms.Client.Claims;

/// <summary>An entry of a part of claims.</summary>
/// <param name="Name">The name of the claim set.</param>
/// <param name="Content">The claim set; null where the entry stands for the one of this name that tenants share.</param>
internal sealed record ClaimSetEntry(string Name, ClaimSetContent? Content);
