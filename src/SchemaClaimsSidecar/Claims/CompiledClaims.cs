using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims;

/// <summary>The documents that were compiled, and the part <see cref="PartNames.Claims"/> that came of them.</summary>
internal sealed record CompiledClaims(IReadOnlyList<ManifestInput> Inputs, IReadOnlyList<Part> Parts);
