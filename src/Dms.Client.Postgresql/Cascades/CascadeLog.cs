using Microsoft.Extensions.Logging;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>What cascades log. Event ids are stable: 7xx.</summary>
internal static partial class CascadeLog
{
    [LoggerMessage(700, LogLevel.Information, "Changed the identity of {Resource} {DocumentUuid}; rewritten besides it: {FanOut}.")]
    public static partial void Cascaded(ILogger logger, string resource, Guid documentUuid, CascadeFanOut fanOut);

    [LoggerMessage(701, LogLevel.Information, "{Resource} {DocumentUuid} met another change, attempt {Attempt}. Planning anew in {Delay}.")]
    public static partial void Retrying(ILogger logger, string resource, Guid documentUuid, int attempt, TimeSpan delay);

    [LoggerMessage(702, LogLevel.Warning, "The identity of {Resource} {DocumentUuid} was not changed: {Outcome}.")]
    public static partial void NotChanged(ILogger logger, string resource, Guid documentUuid, string outcome);
}
