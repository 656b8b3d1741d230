using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>Where claims come from: configuration section <c>Claims</c>.</summary>
internal sealed class ClaimsOptions
{
    public const string Section = "Claims";

    /// <summary>Gets or sets the source. Default: Upload.</summary>
    [EnumDataType(typeof(ClaimsSourceKind))]
    public ClaimsSourceKind Source { get; set; } = ClaimsSourceKind.Upload;

    /// <summary>Gets or sets how often the source is asked; each pause is jittered by a tenth. From 1 second to 1 day; default: 1 minute.</summary>
    [DurationRange("00:00:01", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long one refresh may take with all its retries. From 1 second to 1 hour; default: 1 minute.</summary>
    [DurationRange("00:00:01", "01:00:00")]
    public TimeSpan RefreshTimeout { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class ClaimsOptionsCheck : IValidateOptions<ClaimsOptions>;
