using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Access;

/// <summary>Tells who calls by the client certificate of the connection, which the listener has verified.</summary>
internal sealed class CertificateCallers(IOptions<AccessOptions> options) : ICallers
{
    public ValueTask<Caller?> IdentifyAsync(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
            return default;
        var subject = SubjectOf(certificate);
        Right? right = Names(options.Value.CertificateChange, certificate) ? Right.Change
            : Names(options.Value.CertificateRead, certificate) ? Right.Read
            : null;
        return new(new Caller($"certificate {subject}", $"certificate {subject} serial {certificate.SerialNumber}", right));
    }

    /// <summary>Whether a list has the subject of a certificate.</summary>
    public static bool Names(string[] subjects, X509Certificate2 certificate) => subjects.Any(
        named => named == AccessOptions.Everybody || Normal(named) == Normal(SubjectOf(certificate)));

    private static string SubjectOf(X509Certificate2 certificate) => new X500DistinguishedName(certificate.SubjectName).Name;

    // "CN=ann,O=District" and "CN=ann, O=District" are the same.
    private static string Normal(string name) => string.Join(',', name.Split(',', StringSplitOptions.TrimEntries));
}
