namespace MiniDms.Serving;

/// <summary>What the routes log.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(EventId = 9100, Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    public static partial void Failed(ILogger logger, string method, string path, Exception exception);
}
