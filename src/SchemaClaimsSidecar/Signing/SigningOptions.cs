using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Signing;

/// <summary>Who signs releases: configuration section <c>Signing</c>.</summary>
internal sealed class SigningOptions : IValidatableObject
{
    public const string Section = "Signing";

    /// <summary>
    /// Gets or sets the files with the EC private keys (P-256, PEM) that sign every release, each read again before a release. Several
    /// while subscribers go over from one key to the next. Default: none, so that releases are not signed.
    /// </summary>
    public string[] KeyFiles { get; set; } = [];

    /// <summary>
    /// Gets or sets the files with the public keys (PEM) whose signatures a relay trusts, read at its start. What it serves on keeps its
    /// signatures, whether it verifies them or not. Default: none, so that nothing is verified here.
    /// </summary>
    public string[] TrustedKeyFiles { get; set; } = [];

    /// <summary>Gets or sets whether a relay takes signed releases only. Default: no.</summary>
    public bool RequireSignature { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        KeyFiles.Select(Problem).OfType<string>().Select(problem => new ValidationResult($"{Section}:{nameof(KeyFiles)}: {problem}"));

    private static string? Problem(string path)
    {
        try
        {
            using var key = SigningKey.Parse(SigningKeyFile.Read(path).Pem);
            return null;
        }
        catch (KeyUnusableException unusable)
        {
            return SigningKeyFile.Explain(path, unusable);
        }
    }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class SigningOptionsCheck : IValidateOptions<SigningOptions>;
