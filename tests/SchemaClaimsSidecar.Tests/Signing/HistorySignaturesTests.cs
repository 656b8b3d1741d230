using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Signing;
using Testing;

namespace SchemaClaimsSidecar.Tests.Signing;

public sealed class HistorySignaturesTests
{
    private readonly EcKeyPair _key = new();
    private readonly EcKeyPair _other = new();

    [Fact]
    public void Of_HistoryThatBeganUnsigned_IsWellFromTheFirstSignatureOn()
    {
        var found = Check(Release(1), Release(2), Release(3, _key), Release(4, _other, _key));

        Assert.Equal((2, 2), (found.Signed, found.Unsigned));
        Assert.Empty(found.Problems);
    }

    [Fact]
    public void Of_UnsignedAfterASigned_IsNamed() => AssertProblem("Release 2 is not signed", Check(Release(1, _key), Release(2)));

    [Fact]
    public void Of_SignedWithAnotherKey_IsNamedWithThatKey()
    {
        var release = Release(1, _other);

        AssertProblem($"Release 1 is signed with {release.Signatures[0].KeyId}", Check(release));
    }

    [Fact]
    public void Of_SignatureOfAnotherRelease_IsNamed() =>
        AssertProblem("Release 2 has a signature that does not hold", Check(Release(2).WithSignatures(Release(1, _key).Signatures)));

    private HistorySignatures Check(params Release[] releases) => HistorySignatures.Of(releases, TrustedKeys.Parse([_key.PublicPem]));

    private static void AssertProblem(string expected, HistorySignatures found) =>
        Assert.StartsWith(expected, Assert.Single(found.Problems), StringComparison.Ordinal);

    private static Release Release(long generation, params EcKeyPair[] keys)
    {
        var release = ReleaseFormat.Write(new ReleaseRecord(
            "epoch", generation, Digest.Of("manifest"u8).ToString(), "upload", DateTimeOffset.UnixEpoch, "ann", ""));
        return release.WithSignatures(new TestSigner(keys).Sign(release));
    }
}
