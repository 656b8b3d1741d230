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
        var subject = new X500DistinguishedName(certificate.SubjectName).Name;
        Right? right = Names(options.Value.CertificateChange, subject) ? Right.Change
            : Names(options.Value.CertificateRead, subject) ? Right.Read
            : null;
        return new(new Caller($"certificate {subject}", $"certificate {subject} serial {certificate.SerialNumber}", right));
    }

    private static bool Names(string[] subjects, string subject) => subjects.Any(
        named => named == AccessOptions.Everybody || Normal(named) == Normal(subject));

    // "CN=ann,O=District" and "CN=ann, O=District" are the same.
    private static string Normal(string name) => string.Join(',', name.Split(',', StringSplitOptions.TrimEntries));
}
