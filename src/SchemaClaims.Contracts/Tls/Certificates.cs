using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SchemaClaims.Contracts.Tls;

/// <summary>What one end of a connection shows, and whom it trusts.</summary>
/// <param name="Own">The certificate with its key and those that vouch for it; null for none.</param>
/// <param name="Authorities">Those that vouch for the other end.</param>
internal sealed record Certificates(SslStreamCertificateContext? Own, X509Certificate2Collection Authorities)
{
    /// <exception cref="CryptographicException">A file holds no certificate, or the key is another's.</exception>
    /// <exception cref="ArgumentException">The same.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static Certificates Read(CertificatePaths paths) => new(
        paths.Certificate.Length == 0 ? null : ReadOwn(paths.Certificate, paths.Key),
        paths.Authorities.Length == 0 ? [] : ReadAll(paths.Authorities));

    /// <summary>
    /// How the other end's certificate is judged: by these authorities alone. That it is for a client or for a server, as that end is, the
    /// platform asks by itself.
    /// </summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            // Nobody who connects makes this end ask elsewhere for certificates.
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }

    private static SslStreamCertificateContext ReadOwn(string path, string keyPath)
    {
        // Through PKCS#12, since the platform may want the key beside the certificate.
        using var pem = X509Certificate2.CreateFromPemFile(path, keyPath);
        var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        var chain = ReadAll(path);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private static X509Certificate2Collection ReadAll(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        return all.Count > 0 ? all : throw new CryptographicException($"There is no certificate in '{path}'.");
    }
}
