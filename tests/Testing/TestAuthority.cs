using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testing;

/// <summary>Vouches for certificates of tests.</summary>
public sealed class TestAuthority : IDisposable
{
    /// <summary>What a server's certificate is for.</summary>
    public const string ForServers = "1.3.6.1.5.5.7.3.1";

    /// <summary>What a client's certificate is for.</summary>
    public const string ForClients = "1.3.6.1.5.5.7.3.2";

    private const string Here = "localhost";

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

    /// <summary>A certificate with its key.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="host">Where its server is.</param>
    /// <param name="uses">What it is for; nothing for servers and clients.</param>
    public X509Certificate2 Issue(string subject, string host = Here, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var oids = new OidCollection();
        foreach (var use in uses is [] ? [ForServers, ForClients] : uses)
            oids.Add(new Oid(use));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == Here)
            names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = Sign(request, TimeSpan.FromHours(1));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Writes a new certificate, those that are to follow it, and its key.</summary>
    public void Write(
        string subject, string certificatePath, string keyPath, string chain = "", string host = Here, params string[] uses)
    {
        using var certificate = Issue(subject, host, uses);
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
