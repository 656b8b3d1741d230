using System.Security.Cryptography;

namespace Testing;

/// <summary>A new EC key in PEM.</summary>
public sealed class EcKeyPair
{
    public EcKeyPair()
        : this(ECCurve.NamedCurves.nistP256)
    {
    }

    public EcKeyPair(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        (PrivatePem, PublicPem) = (key.ExportPkcs8PrivateKeyPem(), key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>PKCS#8.</summary>
    public string PrivatePem { get; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public string PublicPem { get; }
}
