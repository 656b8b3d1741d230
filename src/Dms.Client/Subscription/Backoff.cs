using Polly;
using Polly.Retry;

namespace Dms.Client.Subscription;

/// <summary>Retries without an end, with jittered, growing pauses.</summary>
internal static class Backoff
{
    /// <param name="first">About how long the first pause is.</param>
    /// <param name="longest">How long a pause can get.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="onRetry">Hears of each failure: the number of the attempt from 1, the pause and the exception.</param>
    public static ResiliencePipeline Endless(
        TimeSpan first, TimeSpan longest, TimeProvider time, Action<int, TimeSpan, Exception> onRetry) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static args =>
                    ValueTask.FromResult(args.Outcome.Exception is not null && !args.Context.CancellationToken.IsCancellationRequested),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = first,
                MaxDelay = longest,
                OnRetry = args =>
                {
                    onRetry(args.AttemptNumber + 1, args.RetryDelay, args.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}
