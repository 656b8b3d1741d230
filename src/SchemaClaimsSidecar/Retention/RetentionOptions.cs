using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Retention;

/// <summary>How long snapshots are kept, to be rolled back to: configuration section <c>Retention</c>.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// Gets or sets how many of the newest releases are kept; of those that brought more than claims as many again, so that refreshes
    /// of claims do not push out the last schema. Default: 100; 2 to 100,000.
    /// </summary>
    [Range(2, 100_000)]
    public int KeepReleases { get; set; } = 100;

    /// <summary>Gets or sets how long every release is kept at least. Default: 90 days; 0 to 10 years.</summary>
    [DurationRange("0.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets how often the store is looked through, give or take a fifth. Default: 1 hour; 1 s to 1 day.</summary>
    [DurationRange("00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class RetentionOptionsCheck : IValidateOptions<RetentionOptions>;
