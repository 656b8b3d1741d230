using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Signing;

/// <summary>Names of keys: the first 16 hexadecimal digits of the SHA-256 of the public key (X.509 SubjectPublicKeyInfo, DER).</summary>
internal static class KeyIds
{
    private const int Length = 16;

    public static string Of(ECDsa key) => Digest.Of(key.ExportSubjectPublicKeyInfo()).ToString()[..Length];

    /// <summary>Whether a text can be the name of a key.</summary>
    public static bool IsValid(string text) =>
        text.Length == Length && text.All(c => char.IsAsciiHexDigitLower(c) || char.IsAsciiDigit(c));
}
