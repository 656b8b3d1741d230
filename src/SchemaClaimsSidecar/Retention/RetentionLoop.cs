using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Retention;

/// <summary>Has the store looked through from time to time.</summary>
internal sealed partial class RetentionLoop(
    StoreKeeper keeper, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionLoop> log) : BackgroundService
{
    private const double Jitter = 0.2;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = options.Value.Interval * (1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1)));
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await keeper.KeepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(6501, LogLevel.Warning, "Nothing was removed from the store; it is tried again in its turn")]
    private partial void LogFailed(Exception failure);
}
