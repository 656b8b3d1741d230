using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>The certificates of listeners that speak TLS. Files that change are read again; those that cannot be used leave what was.</summary>
internal sealed partial class TlsCertificates(IOptions<TlsOptions> options, ILogger<TlsCertificates> log)
{
    private readonly TlsOptions _options = options.Value;
    private readonly Lock _lock = new();
    private DateTime _seen;
    private X509Certificate2? _certificate;
    private X509Certificate2Collection _authorities = [];

    /// <summary>TLS 1.3, with a client's certificate where it sends one.</summary>
    public void Configure(HttpsConnectionAdapterOptions https)
    {
        https.SslProtocols = SslProtocols.Tls13;
        https.ServerCertificateSelector = (_, _) => Current().Certificate;
        if (_options.ClientCaFile.Length == 0)
            return;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, chain, errors) => Vouches(certificate, chain);
    }

    /// <exception cref="CryptographicException">The files cannot be used, and there is nothing from before.</exception>
    public (X509Certificate2 Certificate, X509Certificate2Collection Authorities) Current()
    {
        lock (_lock)
        {
            var written = new[] { _options.CertificateFile, _options.KeyFile, _options.ClientCaFile }
                .Where(file => file.Length > 0).Max(File.GetLastWriteTimeUtc);
            if (written != _seen)
                Read(written);
            return (_certificate!, _authorities);
        }
    }

    private void Read(DateTime written)
    {
        try
        {
            // Through PKCS#12, since the platform may want the key beside the certificate.
            using var pem = X509Certificate2.CreateFromPemFile(_options.CertificateFile, _options.KeyFile);
            var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
            var authorities = new X509Certificate2Collection();
            if (_options.ClientCaFile.Length > 0)
                authorities.ImportFromPemFile(_options.ClientCaFile);
            (_certificate, _authorities, _seen) = (certificate, authorities, written);
        }
        catch (Exception unusable) when (_certificate is not null && unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            _seen = written;
            LogUnusable(unusable.Message);
        }
    }

    private bool Vouches(X509Certificate2 certificate, X509Chain? chain)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(Current().Authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        foreach (var element in chain?.ChainElements.Skip(1) ?? [])
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(certificate);
    }

    [LoggerMessage(6602, LogLevel.Error, "The certificates cannot be used, and those from before still hold: {Reason}")]
    private partial void LogUnusable(string reason);
}
