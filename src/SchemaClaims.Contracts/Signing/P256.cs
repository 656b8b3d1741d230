using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Signing;

/// <summary>The one kind of key and signature that there is: ECDSA over P-256 with SHA-256, signatures in DER.</summary>
internal static class P256
{
    public const DSASignatureFormat SignatureFormat = DSASignatureFormat.Rfc3279DerSequence;

    public static HashAlgorithmName Hash => HashAlgorithmName.SHA256;

    /// <summary>Whether this is how the platform says that a key cannot be read; of a curve that it does not know, too.</summary>
    public static bool IsOfAKey(Exception failure) =>
        failure is CryptographicException or ArgumentException or PlatformNotSupportedException or FormatException;

    /// <summary>Whether a key is on the curve.</summary>
    public static bool Is(ECDsa key) =>
        key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true, Oid: var curve }
        && curve.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
}
