using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Time limit, circuit breaker and retries around every request to the Configuration Service.</summary>
internal static class CmsPipeline
{
    private const double RetryAfterJitter = 0.1;
    private const int FailuresThatBreak = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FailuresCountFor = TimeSpan.FromMinutes(1);

    public static ResiliencePipeline Build(CmsOptions options, TimeProvider time, ILogger log)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxRetries > 0)
            pipeline.AddRetry(Retries(options, log));
        return pipeline.AddCircuitBreaker(Breaker(options, log)).AddTimeout(options.RequestTimeout).Build();
    }

    private static RetryStrategyOptions Retries(CmsOptions options, ILogger log) => new()
    {
        ShouldHandle = static args => ValueTask.FromResult(IsTransient(args.Outcome.Exception)),
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RetryDelay,
        MaxDelay = LongestPause,
        DelayGenerator = static args => ValueTask.FromResult(AskedFor(args.Outcome.Exception)),
        OnRetry = args =>
        {
            CmsLog.Retrying(log, args.AttemptNumber + 1, args.RetryDelay, args.Outcome.Exception!.Message);
            return ValueTask.CompletedTask;
        },
    };

    private static CircuitBreakerStrategyOptions Breaker(CmsOptions options, ILogger log) => new()
    {
        ShouldHandle = static args => ValueTask.FromResult(IsTransient(args.Outcome.Exception)),
        FailureRatio = 0.9,
        MinimumThroughput = FailuresThatBreak,
        SamplingDuration = FailuresCountFor,
        BreakDuration = options.BreakDuration,
        OnOpened = args =>
        {
            CmsLog.LeftAlone(log, args.BreakDuration, args.Outcome.Exception!.Message);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            CmsLog.AnswersAgain(log);
            return ValueTask.CompletedTask;
        },
    };

    private static bool IsTransient(Exception? failure) => failure is TimeoutRejectedException or CmsRequestException { IsTransient: true };

    private static TimeSpan? AskedFor(Exception? failure)
    {
        if (failure is not CmsRequestException { RetryAfter: { } asked })
            return null;
        var pause = asked < LongestPause ? asked : LongestPause;
        return pause * (1 + (RetryAfterJitter * Random.Shared.NextDouble()));
    }
}
