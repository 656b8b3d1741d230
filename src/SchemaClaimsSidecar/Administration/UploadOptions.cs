using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What uploads may cost: configuration section <c>Uploads</c>.</summary>
internal sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Gets or sets the largest document, in bytes. Default: 64 MiB; 1 KiB to 512 MiB.</summary>
    [Range(1024, 512 * 1024 * 1024)]
    public int MaxDocumentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets how much may be staged at once, in bytes. Default: 256 MiB; 1 KiB to 2 GiB.</summary>
    [Range(1024L, 2L * 1024 * 1024 * 1024)]
    public long MaxStagedBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Gets or sets how many documents may be staged at once. Default: 500; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxStagedDocuments { get; set; } = 500;

    /// <summary>Gets or sets how long a staged document is kept after its last piece. Default: 10 min; 1 s to 1 day.</summary>
    [DurationRange("00:00:01", "1.00:00:00")]
    public TimeSpan KeepStagedFor { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class UploadOptionsCheck : IValidateOptions<UploadOptions>;
