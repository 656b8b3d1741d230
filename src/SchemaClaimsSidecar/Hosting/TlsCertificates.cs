using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Tls;
using SchemaClaimsSidecar.Access;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>The certificates of listeners. Files that change are read again; those that cannot be used leave what was.</summary>
internal sealed partial class TlsCertificates
{
    // Whoever renews certificates does so long before: this one was forgotten.
    private const double LastPartOfLife = 0.1;

    private readonly TlsOptions _options;
    private readonly AccessOptions _access;
    private readonly TimeProvider _time;
    private readonly CertificateFiles _files;

    public TlsCertificates(
        IOptions<TlsOptions> options, IOptions<AccessOptions> access, TimeProvider time, ILogger<TlsCertificates> log)
    {
        (_options, _access, _time) = (options.Value, access.Value, time);
        _files = new CertificateFiles(_options.Paths, problem =>
        {
            if (problem is null && _files!.Refresh() is { Own.TargetCertificate: var own })
                LogShown(log, own.Subject, own.NotAfter.ToUniversalTime());
        });
    }

    /// <summary>What an administrator must be told, for a person; empty when all is well, or there is nothing to show.</summary>
    public string Alarm
    {
        get
        {
            if (_options.Paths.IsEmpty)
                return "";
            var own = _files.Refresh()?.Own?.TargetCertificate;
            return _files.Problem is { } problem ? $"The TLS certificates cannot be used{Until(own)}: {problem}"
                : own is not null && IsOld(own) ? $"The TLS certificate {own.Subject} is good until {Date(own)}: renew it."
                : "";
        }
    }

    /// <summary>TLS 1.3, with a client's certificate: DMS must show one where there are authorities for it, administrators may.</summary>
    public TlsHandshakeCallbackOptions For(Audience audience, TimeSpan handshakeTimeout) => new()
    {
        HandshakeTimeout = handshakeTimeout,
        OnConnection = _ => ValueTask.FromResult(OptionsFor(audience)),
    };

    private SslServerAuthenticationOptions OptionsFor(Audience audience)
    {
        var current = _files.Get();
        var options = new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ServerCertificateContext = current.Own,
            // A session that is taken up again would outlive what its certificates were trusted by.
            AllowTlsResume = false,
        };
        if (current.Authorities.Count == 0)
            return options;
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = current.Policy();
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) => certificate is X509Certificate2 shown
            ? errors == SslPolicyErrors.None && (audience == Audience.Administrators || MaySubscribe(shown))
            : audience == Audience.Administrators;
        return options;
    }

    private bool MaySubscribe(X509Certificate2 shown) =>
        _access.CertificateSubscribe is not { } subjects || CertificateCallers.Names(subjects, shown);

    private bool IsOld(X509Certificate2 own) =>
        _time.GetUtcNow().UtcDateTime > own.NotAfter.ToUniversalTime() - ((own.NotAfter - own.NotBefore) * LastPartOfLife);

    private static string Until(X509Certificate2? own) => own is null ? "" : $", and {own.Subject}, good until {Date(own)}, is still shown";

    private static string Date(X509Certificate2 own) => own.NotAfter.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    [LoggerMessage(6602, LogLevel.Information, "The TLS certificate {Subject}, good until {Until:u}, is shown from now on")]
    private static partial void LogShown(ILogger log, string subject, DateTime until);
}
