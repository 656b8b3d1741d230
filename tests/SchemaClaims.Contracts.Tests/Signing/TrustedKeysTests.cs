using System.Security.Cryptography;
using System.Text;
using SchemaClaims.Contracts.Signing;
using Testing;
using static SchemaClaims.Contracts.Tests.Signing.SignedSamples;

namespace SchemaClaims.Contracts.Tests.Signing;

public sealed class TrustedKeysTests
{
    private static readonly TrustedKeys Trusted = TrustedKeys.Parse([Key.PublicPem]);

    [Fact]
    public void Check_NotSigned_IsMissing() => AssertIs(SignatureStatus.Missing, Unsigned());

    [Fact]
    public void Check_SignedWithATrustedKey_IsValidAndNamesTheKey()
    {
        var release = Unsigned().SignedBy(Key);

        Assert.Equal(SignatureStatus.Valid, Trusted.Check(release, out var keyId));
        Assert.Equal(release.Signatures[0].KeyId, keyId);
        Assert.Matches("^[0-9a-f]{16}$", keyId);
    }

    [Fact]
    public void Check_SignedWithAnotherKeyOnly_IsUntrusted() => AssertIs(SignatureStatus.Untrusted, Unsigned().SignedBy(OtherKey));

    [Fact]
    public void Check_SignedWithBoth_IsValid() => AssertIs(SignatureStatus.Valid, Unsigned().SignedBy(OtherKey, Key));

    [Fact]
    public void Check_SignatureOfAnotherRelease_IsInvalid() =>
        AssertIs(SignatureStatus.Invalid, Unsigned("other").WithSignatures([SignatureOf(Unsigned(), Key)]));

    [Fact]
    public void Check_SignatureOfAnotherKeyUnderATrustedName_IsInvalid() => AssertIs(
        SignatureStatus.Invalid,
        Unsigned().WithSignatures([SignatureOf(Unsigned(), OtherKey) with { KeyId = SignatureOf(Unsigned(), Key).KeyId }]));

    [Fact]
    public void Check_AnyBitOfTheSignatureFlipped_IsInvalid()
    {
        var signature = SignatureOf(Unsigned(), Key);
        for (var bit = 0; bit < 8 * signature.Value.Length; bit++)
        {
            var value = signature.Value.ToArray();
            value[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertIs(SignatureStatus.Invalid, Unsigned().WithSignatures([signature with { Value = value }]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Check_SignatureThatIsNone_IsInvalid(int length) => AssertIs(
        SignatureStatus.Invalid, Unsigned().WithSignatures([SignatureOf(Unsigned(), Key) with { Value = new byte[length] }]));

    [Fact]
    public void Parse_SeveralKeysInOneText_TrustsAll()
    {
        var both = TrustedKeys.Parse([$"the old one\n{OtherKey.PublicPem}\nthe new one\n{Key.PublicPem}\n"]);

        Assert.Equal(2, both.Count);
        Assert.Equal(SignatureStatus.Valid, both.Check(Unsigned().SignedBy(Key), out _));
        Assert.Equal(SignatureStatus.Valid, both.Check(Unsigned().SignedBy(OtherKey), out _));
    }

    [Fact]
    public void Load_FileAndText_TrustsBoth()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["key.pem"], Key.PublicPem);

        var keys = TrustedKeys.Load([folder["key.pem"], OtherKey.PublicPem]);

        Assert.Equal(2, keys.Count);
    }

    [Fact]
    public void Load_FileThatIsNotThere_NamesIt()
    {
        var failure = Assert.Throws<KeyUnusableException>(() => TrustedKeys.Load(["/nowhere/key.pem"]));

        Assert.Contains("/nowhere/key.pem", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_PrivateKey_IsRefusedAndNotShown()
    {
        var failure = Assert.Throws<KeyUnusableException>(() => TrustedKeys.Parse([Key.PrivatePem]));

        Assert.Contains("PRIVATE KEY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key.PrivatePem.Split('\n')[1], failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Parse_NoKey_IsRefused(string text) => Assert.Throws<KeyUnusableException>(() => TrustedKeys.Parse([text]));

    [Fact]
    public void Parse_CurveThatThePlatformDoesNotKnow_IsRefused() =>
        Assert.Throws<KeyUnusableException>(() => TrustedKeys.Parse([UnknownCurve.In(new EcKeyPair().PublicPem)]));

    [Fact]
    public void Parse_OtherCurve_IsRefused()
    {
        var failure = Assert.Throws<KeyUnusableException>(() => TrustedKeys.Parse([new EcKeyPair(ECCurve.NamedCurves.nistP384).PublicPem]));

        Assert.Contains("P-256", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SignatureOfOpenSsl_AsTheProtocolShowsIt_IsValid()
    {
        const string Pem = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjpJ/Z8CfwSawU/eBDceLWiza9TN9
            bGxrbIYPUHu/7dVcNXjdlo2zXTzN0A9o+qPTcwYFYJixwFzZMBzUJKMMfg==
            -----END PUBLIC KEY-----
            """;
        const string Line = """
            {"epoch":"0123456789abcdef0123456789abcdef","generation":1,"snapshot":"1a4a655fde2095344ad8b73c83f5fea7de96aaaef6636811a7d0088c843b87d9","kind":"upload","publishedAt":"2026-01-01T00:00:00+00:00","publishedBy":"uid 1000","reason":""}
            """;
        const string Signature =
            "MEUCIQDdwHb+Q/RiIg/hsgs/NulItE/wSbpeNyxRg1V6LlDc3QIgBYNnZuisbH12VMSCeQloxzIdbrFQ0mL3Ldxksw4MSnk=";
        var release = ReleaseFormat.Read(Encoding.UTF8.GetBytes(Line))
            .WithSignatures([new ReleaseSignature("5836a7b74bd40692", Convert.FromBase64String(Signature))]);

        Assert.Equal(SignatureStatus.Valid, TrustedKeys.Parse([Pem]).Check(release, out _));
        Assert.Equal(
            "schema-claims-release:v1\n9e4ba46044a71d904b12dfba9ac7f1b1af72745580c2f124946d9c9540057d2a\n"
            + "1a4a655fde2095344ad8b73c83f5fea7de96aaaef6636811a7d0088c843b87d9\n",
            Encoding.ASCII.GetString(SignedContent.Of(release)));
    }

    [OpenSslFact]
    public void Sign_OpenSsl_VerifiesIt()
    {
        using var folder = new TemporaryFolder();
        var release = Unsigned();
        File.WriteAllText(folder["public.pem"], Key.PublicPem);
        File.WriteAllBytes(folder["signature"], SignatureOf(release, Key).Value.ToArray());
        File.WriteAllBytes(folder["content"], SignedContent.Of(release));
        File.WriteAllBytes(folder["other"], SignedContent.Of(Unsigned("other")));

        Assert.True(OpenSsl.Runs("dgst", "-sha256", "-verify", folder["public.pem"], "-signature", folder["signature"], folder["content"]));
        Assert.False(OpenSsl.Runs("dgst", "-sha256", "-verify", folder["public.pem"], "-signature", folder["signature"], folder["other"]));
    }

    private static void AssertIs(SignatureStatus expected, Release release)
    {
        Assert.Equal(expected, Trusted.Check(release, out var keyId));
        Assert.Equal(expected == SignatureStatus.Valid, keyId is not null);
    }
}
