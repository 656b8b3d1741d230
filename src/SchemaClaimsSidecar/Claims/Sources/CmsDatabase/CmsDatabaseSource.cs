using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>
/// Claims as the Configuration Service would answer them, worked out from its database. Nothing there tells of changes: it has to be
/// asked again and again.
/// </summary>
internal sealed partial class CmsDatabaseSource(
    IOptions<CmsDatabaseOptions> options, TimeProvider time, ILogger<CmsDatabaseSource> log) : IClaimsSource
{
    private const int Retries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private ResiliencePipeline? _pipeline;

    public async Task<ClaimsAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        _pipeline ??= CreatePipeline();
        var rows = await _pipeline.ExecuteAsync(async token => await ReadAsync(token), cancellationToken);
        return CmsClaims.Of(rows, options.Value.MultiTenancy, cancellationToken);
    }

    public Task WaitForChangeAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

    private async Task<CmsRows> ReadAsync(CancellationToken cancellationToken)
    {
        // Asked once in a while, it keeps no connection of that database busy in between.
        PostgresAddress? address = null;
        try
        {
            address = PostgresAddress.Of(options.Value, pooling: false);
            return await CmsRowsReader.ReadAsync(address, options.Value.StatementTimeout, cancellationToken);
        }
        catch (Exception failure) when (PostgresErrors.IsOne(failure))
        {
            var where = address is null ? "" : $" {address}";
            throw new ClaimsSourceException(
                $"The database{where} of the Configuration Service cannot be read: {PostgresErrors.Describe(failure)}", failure);
        }
    }

    private ResiliencePipeline CreatePipeline() =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is ClaimsSourceException { InnerException: { } cause } && PostgresErrors.IsTransient(cause)),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                OnRetry = args =>
                {
                    LogRetry(args.Outcome.Exception!.Message, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    [LoggerMessage(4200, LogLevel.Warning, "{Failure} Trying again in {Pause}")]
    private partial void LogRetry(string failure, TimeSpan pause);
}
