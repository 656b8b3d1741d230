using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims.Effective;
using SchemaClaimsSidecar.Claims.Hierarchy;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims;

/// <summary>Turns a claims document and its fragments into the metadata that a Configuration Service would answer for them.</summary>
internal static class ClaimsCompiler
{
    /// <summary>The role of the claims document among a manifest's inputs.</summary>
    public const string ClaimsRole = "claims";

    /// <summary>The role of a fragment among a manifest's inputs.</summary>
    public const string FragmentRole = "fragment";

    public static ClaimsResult Compile(ClaimsInput input, CancellationToken cancellationToken = default)
    {
        var documents = new ClaimsDocuments(input);
        if (documents.Compose() is not { } claims)
            return new ClaimsResult(null, documents.Problems());
        var lineage = Lineage.Of(claims.ClaimSets, claims.Roots);
        return new ClaimsResult(new CompiledClaims(InputsOf(input), EffectiveClaims.Of(lineage, cancellationToken)), documents.Problems());
    }

    private static ManifestInput[] InputsOf(ClaimsInput input) =>
    [
        InputOf(ClaimsRole, input.Claims),
        .. input.Fragments.Select(fragment => InputOf(FragmentRole, fragment)),
    ];

    private static ManifestInput InputOf(string role, InputDocument document) =>
        new(role, document.Name, document.Digest, document.Content.Length);
}
