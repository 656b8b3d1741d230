using System.Security.Cryptography;
using SchemaClaims.Contracts.Signing;
using Testing;

namespace SchemaClaims.Contracts.Tests.Signing;

public sealed class SigningKeyTests
{
    [Fact]
    public void Parse_Sec1_IsTaken()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = SigningKey.Parse(ecdsa.ExportECPrivateKeyPem());

        Assert.Equal(KeyIds.Of(ecdsa), key.Id);
    }

    [Fact]
    public void Parse_PublicKey_IsRefused() => AssertRefused(new EcKeyPair().PublicPem, "private key");

    [Fact]
    public void Parse_OtherCurve_IsRefused() => AssertRefused(new EcKeyPair(ECCurve.NamedCurves.nistP384).PrivatePem, "P-256");

    [Fact]
    public void Parse_CurveThatThePlatformDoesNotKnow_IsRefused() =>
        AssertRefused(UnknownCurve.In(new EcKeyPair().PrivatePem), "private key");

    [Fact]
    public void Parse_Encrypted_IsRefused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
        AssertRefused(ecdsa.ExportEncryptedPkcs8PrivateKeyPem("secret", encryption), "unencrypted");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Parse_NoKey_IsRefused(string pem) => AssertRefused(pem, "EC private key");

    private static void AssertRefused(string pem, string expected)
    {
        var failure = Assert.Throws<KeyUnusableException>(() => SigningKey.Parse(pem));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
