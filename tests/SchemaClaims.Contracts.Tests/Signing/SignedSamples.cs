using SchemaClaims.Contracts.Signing;
using Testing;

namespace SchemaClaims.Contracts.Tests.Signing;

internal static class SignedSamples
{
    public static EcKeyPair Key { get; } = new();

    public static EcKeyPair OtherKey { get; } = new();

    public static Release Unsigned(string reason = "why") => ReleaseFormat.Write(new ReleaseRecord(
        "epoch", 7, Digest.Of("manifest"u8).ToString(), "upload", DateTimeOffset.UnixEpoch, "ann", reason));

    public static ReleaseSignature SignatureOf(Release release, EcKeyPair pair)
    {
        using var key = SigningKey.Parse(pair.PrivatePem);
        return key.Sign(release);
    }

    public static Release SignedBy(this Release release, params EcKeyPair[] keys) =>
        release.WithSignatures([.. keys.Select(key => SignatureOf(release, key))]);
}
