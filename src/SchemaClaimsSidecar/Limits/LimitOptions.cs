using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Limits;

/// <summary>What a connection may take, and how many there may be: configuration section <c>Limits</c>.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Gets or sets how many connections the listener of DMS has at a time. Default: 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int DmsConnections { get; set; } = 10_000;

    /// <summary>Gets or sets how many connections each listener of administrators has at a time. Default: 200; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int AdminConnections { get; set; } = 200;

    /// <summary>
    /// Gets or sets how many new connections a listener takes up in a second, once as many have come at once; the others wait for their
    /// turn. Default: 1,000; 1 to 100,000.
    /// </summary>
    [Range(1, 100_000)]
    public int ConnectionsPerSecond { get; set; } = 1_000;

    /// <summary>Gets or sets how many calls a connection may have at a time. Default: 64; 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int StreamsPerConnection { get; set; } = 64;

    /// <summary>Gets or sets how large the headers of a request may be, in bytes. Default: 16 KiB; 8 KiB to 64 KiB.</summary>
    [Range(8 * 1024, 64 * 1024)]
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>Gets or sets how long the headers of a request may take to arrive. Default: 10 s; 1 s to 1 min.</summary>
    [DurationRange("00:00:01", "00:01:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a TLS handshake may take. Default: 5 s; 1 s to 1 min.</summary>
    [DurationRange("00:00:01", "00:01:00")]
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long a connection may be without a call. Default: 1 min; 1 s to 10 min.</summary>
    [DurationRange("00:00:01", "00:10:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many bytes of a request must arrive in a second. Default: 240; 1 to 1 MiB.</summary>
    [Range(1, 1024 * 1024)]
    public int BodyBytesPerSecond { get; set; } = 240;

    /// <summary>Gets or sets from when on that counts. Default: 5 s; 2 s to 1 min.</summary>
    [DurationRange("00:00:02", "00:01:00")]
    public TimeSpan BodyGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how many frames that carry nothing, such as pings, a connection may send in a second, once ten times as many have come
    /// at once. Default: 20; 1 to 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int ControlFramesPerSecond { get; set; } = 20;
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class LimitOptionsCheck : IValidateOptions<LimitOptions>;
