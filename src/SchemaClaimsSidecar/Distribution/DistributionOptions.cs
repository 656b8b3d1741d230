using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>How releases travel to subscribers: configuration section <c>Distribution</c>.</summary>
internal sealed class DistributionOptions
{
    public const string Section = "Distribution";

    /// <summary>Gets or sets how often a subscriber with nothing to receive hears that it is current. Default: 5 s; 0.1 s to 5 min.</summary>
    [DurationRange("00:00:00.100", "00:05:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long one message may wait for a subscriber that does not read before it is let go. Default: 30 s; 1 s to 10 min.</summary>
    [DurationRange("00:00:01", "00:10:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets after how long without a sign of life a subscriber counts as silent. Default: 90 s; 1 s to 1 h.</summary>
    [DurationRange("00:00:01", "01:00:00")]
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets or sets how long a subscriber that went away is still shown. Default: 1 h; 1 min to 7 days.</summary>
    [DurationRange("00:01:00", "7.00:00:00")]
    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class DistributionOptionsCheck : IValidateOptions<DistributionOptions>;
