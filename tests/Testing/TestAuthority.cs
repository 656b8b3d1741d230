using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testing;

/// <summary>Vouches for certificates of tests.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly OidCollection BothUses = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    /// <param name="subject">Its name.</param>
    /// <param name="above">Who vouches for it; nobody for one that is trusted by itself.</param>
    public TestAuthority(string subject, TestAuthority? above = null)
    {
        var request = new CertificateRequest(subject, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (above is null)
        {
            _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            return;
        }

        using var issued = above.Sign(request, TimeSpan.FromHours(12));
        _certificate = issued.CopyWithPrivateKey(_key);
    }

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate with its key, for a server at localhost and for a client.</summary>
    public X509Certificate2 Issue(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(BothUses, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = Sign(request, TimeSpan.FromHours(1));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Writes a new certificate, those that are to follow it, and its key.</summary>
    public void Write(string subject, string certificatePath, string keyPath, string chain = "")
    {
        using var certificate = Issue(subject);
        File.WriteAllText(keyPath, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificatePath, $"{certificate.ExportCertificatePem()}\n{chain}\n");
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Sign(CertificateRequest request, TimeSpan life) => request.Create(
        _certificate, DateTimeOffset.UtcNow - life, DateTimeOffset.UtcNow + life, RandomNumberGenerator.GetBytes(8));
}
