namespace SchemaClaimsSidecar.Claims.Sources.Cms;

internal static partial class CmsLog
{
    [LoggerMessage(4100, LogLevel.Warning, "Asking the Configuration Service again in {Delay}, attempt {Attempt} failed: {Reason}")]
    public static partial void Retrying(ILogger log, int attempt, TimeSpan delay, string reason);

    [LoggerMessage(4101, LogLevel.Error,
        "The Configuration Service is left alone for {Pause}: request after request failed, the last: {Reason}")]
    public static partial void LeftAlone(ILogger log, TimeSpan pause, string reason);

    [LoggerMessage(4102, LogLevel.Information, "The Configuration Service answers again")]
    public static partial void AnswersAgain(ILogger log);

    [LoggerMessage(4103, LogLevel.Debug, "The Configuration Service issued a token; it is renewed after {Life}")]
    public static partial void SignedIn(ILogger log, TimeSpan life);

    [LoggerMessage(4104, LogLevel.Warning, "The Configuration Service refused a token before it expired; asking for another")]
    public static partial void TokenRefused(ILogger log);
}
