using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Tls;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Relay;

/// <summary>How a relay follows another sidecar: configuration section <c>Relay</c>.</summary>
internal sealed class RelayOptions : IValidatableObject
{
    public const string Section = "Relay";

    /// <summary>Gets or sets after how long without a message the upstream counts as gone. Default: 15 s; 1 s to 10 min.</summary>
    [DurationRange("00:00:01", "00:10:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets the longest pause before subscribing again; pauses grow. Default: 5 s; 0.1 s to 1 min.</summary>
    [DurationRange("00:00:00.100", "00:01:00")]
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets for how long an upstream that has no news of the sidecar with the store is kept where there are others to try.
    /// Default: 30 s; 1 s to 1 h.
    /// </summary>
    [DurationRange("00:00:01", "01:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often the upstream is told that nothing has changed. Default: 30 s; 1 s to 10 min.</summary>
    [DurationRange("00:00:01", "00:10:00")]
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long one report may take. Default: 10 s; 1 s to 1 min.</summary>
    [DurationRange("00:00:01", "00:01:00")]
    public TimeSpan ReportTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the largest snapshot that is taken, in bytes. Default: 256 MiB; 1 MiB to 1 GiB.</summary>
    [Range(1L * 1024 * 1024, 1024L * 1024 * 1024)]
    public long MaxSnapshotBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>
    /// Gets or sets the file with the certificates that vouch for those of <c>https://</c> upstreams, in PEM. Default: none, and whom the
    /// system trusts is trusted. Like the other files of certificates it is read again when it has changed.
    /// </summary>
    public string UpstreamCaFile { get; set; } = "";

    /// <summary>Gets or sets the file with the certificate by which upstreams know this relay, in PEM. Default: none.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>Gets or sets the file with its private key in PEM. Default: none.</summary>
    public string KeyFile { get; set; } = "";

    internal CertificatePaths CertificatePaths => new(CertificateFile, KeyFile, UpstreamCaFile);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertificatePaths.IsHalf)
            yield return new ValidationResult($"{Section}: CertificateFile and KeyFile are needed together.");
    }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class RelayOptionsCheck : IValidateOptions<RelayOptions>;
