using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Relay;

internal static partial class RelayLog
{
    [LoggerMessage(8000, LogLevel.Information, "Following {Upstream}")]
    public static partial void Connected(ILogger logger, string upstream);

    [LoggerMessage(8001, LogLevel.Warning, "{Upstream} is not followed; what is served stays: {Reason}")]
    public static partial void Away(ILogger logger, string upstream, string reason);

    [LoggerMessage(8002, LogLevel.Critical, "{Alarm}")]
    public static partial void Alarm(ILogger logger, string alarm);

    [LoggerMessage(8003, LogLevel.Information, "All that the upstream has is served again")]
    public static partial void AlarmIsOver(ILogger logger);

    [LoggerMessage(8004, LogLevel.Error, "There are {Count} subscribers more than the {Most} that the upstream can be told of")]
    public static partial void Unreported(ILogger logger, int count, int most);

    [LoggerMessage(8005, LogLevel.Error, "The certificates for upstreams cannot be used; those from before, if any, still hold: {Reason}")]
    public static partial void CertificatesUnusable(ILogger logger, string reason);

    [LoggerMessage(8100, LogLevel.Information, "Serving release {Release}, {Kind} by {By}, from {Upstream}")]
    public static partial void Serving(ILogger logger, Position release, string kind, string by, string upstream);

    [LoggerMessage(8101, LogLevel.Warning, "When the claims were confirmed cannot be kept for the next start: {Reason}")]
    public static partial void FreshnessNotKept(ILogger logger, string reason);

    [LoggerMessage(8200, LogLevel.Warning, "{Upstream} could not be told how the subscribers stand; it is told again in {Pause}: {Reason}")]
    public static partial void ReportFailed(ILogger logger, string upstream, TimeSpan pause, string reason);

    [LoggerMessage(8300, LogLevel.Error, "Following the upstream failed unexpectedly; it goes on")]
    public static partial void LoopFailed(ILogger logger, Exception failure);
}
