using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Tests.Signing;

/// <summary>Keys on a curve that nobody has heard of.</summary>
internal static class UnknownCurve
{
    // The object identifier of P-256 but for its end.
    private static readonly byte[] Known = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01];

    /// <summary>The same key, which says that it is on another curve.</summary>
    public static string In(string pem)
    {
        var fields = PemEncoding.Find(pem);
        var der = Convert.FromBase64String(pem[fields.Base64Data]);
        der[der.AsSpan().IndexOf(Known) + Known.Length] = 0x7F;
        return PemEncoding.WriteString(pem[fields.Label], der);
    }
}
