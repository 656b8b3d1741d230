using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>
/// A claim set as the Configuration Service answers it, except that its authorizations are numbered from 1. The service numbers them
/// through the whole answer, so that one claim set has other numbers in the answers to two tenants.
/// </summary>
internal sealed class ClaimSetMetadata(string name, IReadOnlyList<GrantedClaim> claims, IReadOnlyList<Authorization> authorizations)
{
    private Digest? _content;

    public string Name => name;

    /// <summary>In the order of the answer; a claim with two authorizations stands here twice.</summary>
    public IReadOnlyList<GrantedClaim> Claims => claims;

    public IReadOnlyList<Authorization> Authorizations => authorizations;

    /// <summary>Equal for claim sets of the same name that say the same.</summary>
    public Digest Content => _content ??= Digest.Of(MetadataWriter.Write([this]).Span);
}
