using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>What a source says.</summary>
/// <param name="Tenants">Every tenant there is, each once; or one without a name where claims know no tenants.</param>
internal sealed record ClaimsAnswer(IReadOnlyList<TenantAnswer> Tenants)
{
    /// <summary>The documents that the claims were made from, as the manifest names them; none when they were not made here.</summary>
    public IReadOnlyList<ManifestInput> Inputs { get; init; } = [];

    /// <summary>The same documents with their bytes, kept with the release.</summary>
    public IReadOnlyList<InputDocument> Documents { get; init; } = [];

    /// <summary>What an administrator should look at, though nothing is refused for it.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
}
