using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>What a refresh came to.</summary>
/// <param name="Result">Published, unchanged or held.</param>
/// <param name="Latest">The release that is current now; null while there is none.</param>
/// <param name="Held">Why the answer is held; null when it is not.</param>
/// <param name="Failures">The tenants whose claims could not be had, with the reason; they keep what they had.</param>
/// <param name="Warnings">What the source says that an administrator should look at.</param>
internal sealed record RefreshOutcome(
    RefreshResult Result, Position? Latest, string? Held, IReadOnlyList<string> Failures, IReadOnlyList<Problem> Warnings);
