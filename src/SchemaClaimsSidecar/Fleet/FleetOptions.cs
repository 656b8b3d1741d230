using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>What a sidecar is called, and how those that share a store follow each other: configuration section <c>Fleet</c>.</summary>
internal sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>
    /// Gets or sets what the history, and the upstream of a relay, call this sidecar. Default: the machine's name, which in Kubernetes is
    /// the pod's.
    /// </summary>
    [Required]
    [StringLength(253, MinimumLength = 1)]
    public string Pod { get; set; } = Environment.MachineName;

    /// <summary>Gets or sets how often the store is asked for news, give or take a fifth. Default: 5 s; 0.1 s to 5 min.</summary>
    [DurationRange("00:00:00.100", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how often the session that listens is asked whether it lives. Default: 5 s; 0.1 s to 1 min.</summary>
    [DurationRange("00:00:00.100", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long its answer may take before it counts as dead. Default: 5 s; 1 s to 1 min.</summary>
    [DurationRange("00:00:01", "00:01:00")]
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the longest pause before listening again; pauses grow. Default: 5 s; 0.1 s to 1 min.</summary>
    [DurationRange("00:00:00.100", "00:01:00")]
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class FleetOptionsCheck : IValidateOptions<FleetOptions>;
