using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What somebody wants published.</summary>
/// <param name="Schema">The new schema; null to leave it as it is.</param>
/// <param name="Claims">The new claims; null to leave them as they are.</param>
/// <param name="Documents">The documents that they were made from and that the store may lack; kept with the release.</param>
/// <param name="Kind">What makes the release: one of <see cref="Rollout.ReleaseKinds"/>.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="Rollout">The part of the fleet that it is for; null for everybody.</param>
/// <param name="RefuseBreaking">Whether it is refused when it breaks clients of the current release.</param>
internal sealed record Proposal(
    SchemaContent? Schema, ClaimsContent? Claims, IReadOnlyList<InputDocument> Documents, string Kind, string By, string Reason,
    RolloutRecord? Rollout = null, bool RefuseBreaking = false);
