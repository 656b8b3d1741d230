using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using SchemaClaims.Contracts;

namespace Dms.Client;

/// <summary>Everything that the client logs. Event ids are stable: 1xx the stream, 2xx releases, 3xx the last known good, 4xx the age of the claims.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Connected to the sidecar at {Address} as {Subscriber}.")]
    public static partial void Connected(ILogger logger, string address, string subscriber);

    [LoggerMessage(101, LogLevel.Warning, "The stream from the sidecar ended: {Reason} Subscribing again.")]
    public static partial void StreamEnded(ILogger logger, string reason);

    [LoggerMessage(102, LogLevel.Warning, "Cannot subscribe, attempt {Attempt}: {Reason} Trying again in {Delay}.")]
    public static partial void SubscribeFailed(ILogger logger, int attempt, string reason, TimeSpan delay);

    [LoggerMessage(103, LogLevel.Error, "The subscription failed unexpectedly and goes on.")]
    public static partial void SubscriptionFailed(ILogger logger, Exception exception);

    [LoggerMessage(104, LogLevel.Debug, "The report on generation {Position} did not reach the sidecar, attempt {Attempt}: {Reason}")]
    public static partial void ReportFailed(ILogger logger, SnapshotPosition? position, int attempt, string reason);

    [LoggerMessage(105, LogLevel.Error, "Reporting failed unexpectedly and goes on.")]
    public static partial void ReporterFailed(ILogger logger, Exception exception);

    [LoggerMessage(106, LogLevel.Error, "The certificates cannot be used; those from before, if any, still hold: {Reason}")]
    public static partial void CertificatesUnusable(ILogger logger, string reason);

    [LoggerMessage(200, LogLevel.Information, "Applied {Snapshot} in {Elapsed}; {Changed} of {Total} parts are new.")]
    public static partial void Applied(ILogger logger, DmsSnapshot snapshot, TimeSpan elapsed, int changed, int total);

    [LoggerMessage(201, LogLevel.Error, "Rejected generation {Position}, {Code}: {Reason} What runs stays in place.")]
    public static partial void Rejected(ILogger logger, Position position, string code, string reason);

    [LoggerMessage(202, LogLevel.Warning, "Holding generation {Position}, attempt {Attempt}: {Reason} Looking again in {Delay}.")]
    public static partial void Held(ILogger logger, Position position, int attempt, string reason, TimeSpan delay);

    [LoggerMessage(203, LogLevel.Information, "Generation {Position} gives way to a newer release before it was applied.")]
    public static partial void Superseded(ILogger logger, Position position);

    [LoggerMessage(204, LogLevel.Error, "Applying generation {Position} failed unexpectedly; what runs stays in place.")]
    public static partial void ApplyFailed(ILogger logger, Position position, Exception exception);

    [LoggerMessage(205, LogLevel.Error, "A callback on a new snapshot failed; everyone else was told.")]
    public static partial void CallbackFailed(ILogger logger, Exception exception);

    [LoggerMessage(206, LogLevel.Error, "Alarm, {Code}: {Reason}")]
    public static partial void Alarm(ILogger logger, string code, string reason);

    [LoggerMessage(300, LogLevel.Information, "Serving the last known good, {Snapshot}, loaded in {Elapsed}.")]
    public static partial void LastKnownGoodServed(ILogger logger, DmsSnapshot snapshot, TimeSpan elapsed);

    [LoggerMessage(301, LogLevel.Information, "There is no last known good in {Folder} yet.")]
    public static partial void LastKnownGoodAbsent(ILogger logger, string folder);

    [LoggerMessage(302, LogLevel.Error, "The last known good is not served: {Reason}")]
    public static partial void LastKnownGoodUnusable(ILogger logger, string reason);

    [LoggerMessage(303, LogLevel.Warning,
        "The last known good could not be written to {Folder}; a restart begins with an older one or none: {Reason}")]
    public static partial void LastKnownGoodNotWritten(ILogger logger, string folder, string reason);

    [LoggerMessage(304, LogLevel.Error, "Writing the last known good failed unexpectedly and goes on.")]
    public static partial void LastKnownGoodWriterFailed(ILogger logger, Exception exception);

    [LoggerMessage(305, LogLevel.Warning,
        "The age of the claims could not be kept with the last known good in {Folder}; after a restart they seem older: {Reason}")]
    public static partial void ClaimsAgeNotKept(ILogger logger, string folder, string reason);

    [LoggerMessage(306, LogLevel.Error, "Keeping the age of the claims failed unexpectedly and goes on.")]
    public static partial void ClaimsAgeKeeperFailed(ILogger logger, Exception exception);

    [LoggerMessage(400, LogLevel.Error,
        "The claims are {Age} old, more than {Limit}, and still decide. Look after the sidecar and the source of its claims.")]
    public static partial void ClaimsTooOld(ILogger logger, TimeSpan age, TimeSpan limit);

    [LoggerMessage(401, LogLevel.Critical,
        "The claims are {Age} old, more than {Limit}: everything is refused. Look after the sidecar and the source of its claims.")]
    public static partial void ClaimsRefused(ILogger logger, TimeSpan age, TimeSpan limit);

    [LoggerMessage(402, LogLevel.Information, "The claims are confirmed again; they are {Age} old.")]
    public static partial void ClaimsConfirmedAgain(ILogger logger, TimeSpan age);

    [LoggerMessage(403, LogLevel.Error, "Watching the age of the claims failed unexpectedly.")]
    public static partial void ClaimsWatchFailed(ILogger logger, Exception exception);
}
