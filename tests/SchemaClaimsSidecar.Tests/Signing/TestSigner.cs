using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Signing;
using Testing;

namespace SchemaClaimsSidecar.Tests.Signing;

/// <summary>Signs with keys that are in memory.</summary>
internal sealed class TestSigner(params EcKeyPair[] keys) : IReleaseSigner
{
    public IReadOnlyList<ReleaseSignature> Sign(Release release) => [.. keys.Select(pair =>
    {
        using var key = SigningKey.Parse(pair.PrivatePem);
        return key.Sign(release);
    })];

    public bool HasSigned(Release release) =>
        Sign(release).All(own => release.Signatures.Any(signature => signature.KeyId == own.KeyId));
}
