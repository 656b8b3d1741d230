using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What staged documents came to.</summary>
/// <param name="Schema">The schema; null when there is none among them, or it is refused.</param>
/// <param name="Claims">The claims; null when there are none among them, or they are refused.</param>
/// <param name="Problems">All that is wrong with the documents; warnings alone refuse nothing.</param>
/// <param name="IsRefused">Whether there is an error among the problems.</param>
internal sealed record CompiledUpload(
    SchemaContent? Schema, ClaimsContent? Claims, IReadOnlyList<Problem> Problems, bool IsRefused);
