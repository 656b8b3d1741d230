using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Tls;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>The certificates of listeners that speak TLS: configuration section <c>Tls</c>. Files are read again when they change.</summary>
internal sealed class TlsOptions : IValidatableObject
{
    public const string Section = "Tls";

    /// <summary>Gets or sets the file with the certificate of the sidecar, and those that vouch for it, in PEM. Default: none.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>Gets or sets the file with its private key in PEM. Default: none.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>
    /// Gets or sets the file with the certificates that vouch for those of clients, in PEM. With it DMS must show one, and administrators
    /// may. Default: none, and clients are asked for none.
    /// </summary>
    public string ClientCaFile { get; set; } = "";

    internal CertificatePaths Paths => new(CertificateFile, KeyFile, ClientCaFile);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Paths.IsHalf)
            yield return new ValidationResult($"{Section}: CertificateFile and KeyFile are needed together.");
        foreach (var file in Paths.All.Where(file => !File.Exists(file)))
            yield return new ValidationResult($"{Section}: there is no file '{file}'.");
    }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class TlsOptionsCheck : IValidateOptions<TlsOptions>;
