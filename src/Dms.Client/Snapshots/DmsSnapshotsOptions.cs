using System.ComponentModel.DataAnnotations;
using SchemaClaims.Contracts.Tls;

namespace Dms.Client.Snapshots;

/// <summary>Where the sidecar is and how patient the client is. Checked when the host starts.</summary>
public sealed class DmsSnapshotsOptions
{
    /// <summary>Gets or sets where the sidecar listens. Required.</summary>
    /// <value><c>unix:///run/schema-claims/dms.sock</c>, <c>http://host:port</c> (HTTP/2 without TLS) or <c>https://host:port</c>.</value>
    [Required]
    public string Address { get; set; } = "";

    /// <summary>Gets or sets the name by which the administrator sees this process; it should outlive restarts.</summary>
    /// <value>The default is the machine's name, which in Kubernetes is the pod's.</value>
    [Required]
    [StringLength(253, MinimumLength = 1)]
    public string Subscriber { get; set; } = Environment.MachineName;

    /// <summary>Gets what this process is, so that a release can be rolled out to a part of the fleet: <c>zone</c> is <c>a</c>.</summary>
    /// <value>At most 32, with names and values as Kubernetes' labels have them; the default is none.</value>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets the folder in which the newest applied snapshot is kept, so that the next start serves before the sidecar is there.
    /// </summary>
    /// <value>A folder of this process's own, created when it is missing; the default, null, keeps nothing.</value>
    public string? LastKnownGoodFolder { get; set; }

    /// <summary>
    /// Gets or sets how long after it was applied a snapshot is written to <see cref="LastKnownGoodFolder"/>; when the process stops, at
    /// once. Releases that follow one another within that time are written once.
    /// </summary>
    /// <value>From 0 to 10 minutes; the default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LastKnownGoodDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets an epoch to follow although it is not the one of the running snapshot: after the sidecar's store was restored or
    /// replaced on purpose. The alarm <c>EPOCH_CHANGED</c> names it.
    /// </summary>
    /// <value>The default, null, follows no other epoch than that of the running snapshot.</value>
    public string? AcceptEpoch { get; set; }

    /// <summary>
    /// Gets the public keys whose signatures count: EC keys on P-256 in PEM, or the paths of files with them, which are read at the start.
    /// Several, so that the sidecar can go over from one key to the next. With any, a signature that a release has must be by one of them.
    /// </summary>
    /// <value>The default is none: signatures are not looked at.</value>
    public IList<string> TrustedKeys { get; } = [];

    /// <summary>
    /// Gets or sets whether a release that is not signed with one of <see cref="TrustedKeys"/> is refused, and so is a last known good.
    /// </summary>
    /// <value>The default, false, takes releases that are not signed.</value>
    public bool RequireSignature { get; set; }

    /// <summary>Gets or sets how long a stream may be silent before it counts as dead; heartbeats come every few seconds.</summary>
    /// <value>From 100 ms to 1 hour; the default is 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets the first pause before subscribing again. Pauses are jittered and grow; attempts never end.</summary>
    /// <value>From 1 ms to 1 minute; the default is 200 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets or sets the longest pause before subscribing again.</summary>
    /// <value>From 1 ms to 10 minutes; the default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets how often the last report is repeated as a sign of life.</summary>
    /// <value>From 100 ms to 1 hour; the default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long one attempt to report may take.</summary>
    /// <value>From 100 ms to 1 minute; the default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ReportTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the first pause before a closed gate is asked again. Pauses are jittered and grow.</summary>
    /// <value>From 1 ms to 10 minutes; the default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan GateRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest pause before a closed gate is asked again.</summary>
    /// <value>From 1 ms to 1 hour; the default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan MaxGateRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long one check of a gate may take before it counts as closed.</summary>
    /// <value>From 10 ms to 10 minutes; the default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan GateTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the age of the last heartbeat from which health says <c>Degraded</c>.</summary>
    /// <value>From 1 second to 30 days; the default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets the age of the claims from which health says <c>Degraded</c>: their source fails, although the sidecar may be well.
    /// It should be some times the interval at which the sidecar refreshes them.
    /// </summary>
    /// <value>From 1 second to 30 days; the default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan StaleClaimsAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how old claims may get: how long a permission that was revoked may live on while the sidecar, or the source of its
    /// claims, cannot be reached. It must be longer than the interval at which the sidecar refreshes them.
    /// </summary>
    /// <value>From 1 second to 30 days; the default, null, sets no limit.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan? MaxClaimsAge { get; set; }

    /// <summary>Gets or sets what happens with claims that are older than <see cref="MaxClaimsAge"/>.</summary>
    /// <value>The default is <see cref="Snapshots.WhenTooOld.ServeAndWarn"/>.</value>
    [EnumDataType(typeof(WhenTooOld))]
    public WhenTooOld WhenTooOld { get; set; } = WhenTooOld.ServeAndWarn;

    /// <summary>Gets or sets what <c>Retry-After</c> says to requests that come before the first snapshot.</summary>
    /// <value>From 1 second to 1 hour; the default is 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the largest snapshot that is taken, in bytes over all parts.</summary>
    /// <value>From 1 MiB to 2 GiB; the default is 256 MiB.</value>
    [Range(1024L * 1024, 2L * 1024 * 1024 * 1024)]
    public long MaxSnapshotBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>
    /// Gets or sets the file with the certificates that vouch for the sidecar's, in PEM, for <c>https://</c>. Like the other files of
    /// certificates it is read again for each new connection when it has changed; while it cannot be used, what was read before holds.
    /// </summary>
    /// <value>The default, null, trusts whom the system trusts.</value>
    public string? SidecarCaFile { get; set; }

    /// <summary>
    /// Gets or sets the file with the certificate by which this process is known to the sidecar, and those between it and its authority,
    /// in PEM, for <c>https://</c>.
    /// </summary>
    /// <value>The default, null, shows none.</value>
    public string? CertificateFile { get; set; }

    /// <summary>Gets or sets the file with the private key of <see cref="CertificateFile"/>, in PEM.</summary>
    /// <value>Needed together with <see cref="CertificateFile"/>; the default is null.</value>
    public string? KeyFile { get; set; }

    /// <summary>Gets or sets a last word on the HTTP connections to the sidecar, such as a proxy.</summary>
    /// <value>Called for a new handler after each stream that broke. The default, null, leaves them as they are.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    internal CertificatePaths CertificatePaths => new(CertificateFile ?? "", KeyFile ?? "", SidecarCaFile ?? "");
}
