using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Fleet;

internal static partial class FleetLog
{
    [LoggerMessage(6000, LogLevel.Information, "The store answers; its newest release is {Newest}")]
    public static partial void Connected(ILogger logger, Position? newest);

    [LoggerMessage(6001, LogLevel.Error, "The store is away; what is served stays, and nothing can be published: {Reason}")]
    public static partial void Away(ILogger logger, string reason);

    [LoggerMessage(6002, LogLevel.Critical, "{Alarm}")]
    public static partial void Alarm(ILogger logger, string alarm);

    [LoggerMessage(6003, LogLevel.Information, "The store can be followed again")]
    public static partial void AlarmIsOver(ILogger logger);

    [LoggerMessage(6004, LogLevel.Information, "It is this sidecar's turn to refresh the claims: {IsIt}")]
    public static partial void RefreshesClaims(ILogger logger, bool isIt);

    [LoggerMessage(6100, LogLevel.Information, "Serving release {Release} from the local copy in '{Folder}'")]
    public static partial void ServingCopy(ILogger logger, Position release, string folder);

    [LoggerMessage(6101, LogLevel.Information, "There is no local copy in '{Folder}': nothing is served before what is followed answers")]
    public static partial void NoCopy(ILogger logger, string folder);

    [LoggerMessage(6102, LogLevel.Error, "The local copy cannot be used and is made anew from the store: {Reason}")]
    public static partial void CopyUnusable(ILogger logger, string reason);

    [LoggerMessage(
        6103, LogLevel.Error, "The local copy cannot be written; a restart without the store would serve an older release: {Reason}")]
    public static partial void CopyNotWritten(ILogger logger, string reason);

    [LoggerMessage(6200, LogLevel.Information, "Release {Release}, {Kind} by {By}, is followed")]
    public static partial void Followed(ILogger logger, Position release, string kind, string by);

    [LoggerMessage(6201, LogLevel.Error, "The store could not be asked for news; it is asked again")]
    public static partial void FollowerFailed(ILogger logger, Exception failure);

    [LoggerMessage(6202, LogLevel.Warning, "When the claims were confirmed cannot be kept for the next start: {Reason}")]
    public static partial void FreshnessNotKept(ILogger logger, string reason);

    [LoggerMessage(6300, LogLevel.Information, "Listening for news of the store")]
    public static partial void Listening(ILogger logger);

    [LoggerMessage(
        6301, LogLevel.Warning,
        "The session that listens for news was lost; the store is polled, and listened to again in {Pause}: {Reason}")]
    public static partial void ListenerLost(ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(6400, LogLevel.Warning, "The history {Epoch} was accepted by {By} in the place of {Replaced}; it goes on as {Release}")]
    public static partial void Accepted(ILogger logger, string? epoch, string by, string replaced, Position release);
}
