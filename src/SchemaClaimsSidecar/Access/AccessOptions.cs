using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Access;

/// <summary>Who may read and who may change: configuration section <c>Access</c>.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Access";

    /// <summary>Stands for everybody whom the mode of the socket's file lets connect.</summary>
    public const string Everybody = "*";

    /// <summary>
    /// Gets or sets who may change through the administration socket: <c>uid:1000</c>, <c>gid:1000</c> (the primary group of the
    /// calling process), or <c>*</c> for everybody who may connect. Default: *.
    /// </summary>
    public string[]? SocketChange { get; set; }

    /// <summary>Gets or sets who may read through it, besides those who may change. Default: *.</summary>
    public string[]? SocketRead { get; set; }

    /// <summary>Gets or sets the subjects of client certificates that may change: <c>CN=ann,O=District</c>. Default: none.</summary>
    public string[] CertificateChange { get; set; } = [];

    /// <summary>
    /// Gets or sets the subjects of client certificates that may read; <c>*</c> for all that <c>Tls:ClientCaFile</c> vouches for. Default:
    /// none.
    /// </summary>
    public string[] CertificateRead { get; set; } = [];

    /// <summary>
    /// Gets or sets the subjects of client certificates that may subscribe where DMS is served over TLS. Default: *, all that
    /// <c>Tls:ClientCaFile</c> vouches for.
    /// </summary>
    public string[]? CertificateSubscribe { get; set; }

    /// <summary>
    /// Gets or sets a file of static tokens, one a line: <c>change ann 9f86…</c>, the right, a name, and the SHA-256 of the token in
    /// hexadecimal. Lines that begin with # do not count. Read again when it changes. Default: none.
    /// </summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Gets or sets whose JSON Web Tokens count.</summary>
    public JwtOptions Jwt { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var rule in (SocketChange ?? []).Concat(SocketRead ?? []))
        {
            if (!SocketRule.TryParse(rule, out _))
                yield return new ValidationResult($"{Section}: '{rule}' is no rule for the socket: write uid:1000, gid:1000 or *.");
        }

        if (Jwt.JwksFile.Length > 0 && (Jwt.Issuer.Length == 0 || Jwt.Audience.Length == 0))
            yield return new ValidationResult($"{Section}:Jwt needs an Issuer and an Audience beside its JwksFile.");
    }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class AccessOptionsCheck : IValidateOptions<AccessOptions>;
