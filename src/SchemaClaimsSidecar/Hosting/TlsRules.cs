using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>A listener that speaks TLS needs a certificate to show.</summary>
internal sealed class TlsRules(IOptions<TlsOptions> tls) : IValidateOptions<ListenerOptions>
{
    public ValidateOptionsResult Validate(string? name, ListenerOptions options)
    {
        var unarmed = new[] { options.Dms, options.Management }.FirstOrDefault(
            text => ListenAddress.TryParse(text, out var address) && address.IsTls && tls.Value.CertificateFile.Length == 0);
        return unarmed is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"'{unarmed}' needs a certificate: set Tls:CertificateFile and Tls:KeyFile.");
    }
}
