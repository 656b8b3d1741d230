using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Signing;

/// <summary>Signs releases. Safe for many callers at once.</summary>
internal interface IReleaseSigner
{
    /// <summary>A signature by each key; none where there is no key.</summary>
    IReadOnlyList<ReleaseSignature> Sign(Release release);

    /// <summary>Whether a release has a signature by each key, as far as it says itself.</summary>
    bool HasSigned(Release release);
}
