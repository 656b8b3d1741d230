using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Claims;

/// <summary>The documents that were compiled, and the claim sets that came of them.</summary>
internal sealed record CompiledClaims(IReadOnlyList<ManifestInput> Inputs, IReadOnlyList<ClaimSetMetadata> ClaimSets);
