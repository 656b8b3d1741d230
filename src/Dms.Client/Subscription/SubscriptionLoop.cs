using Dms.Client.Snapshots;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace Dms.Client.Subscription;

/// <summary>Keeps a stream open for as long as the process lives.</summary>
internal sealed class SubscriptionLoop
{
    private readonly SubscriptionStreamFactory _streams;
    private readonly SubscriberIdentity _identity;
    private readonly SubscriptionMonitor _monitor;
    private readonly ClientMetrics _metrics;
    private readonly DmsSnapshotsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;
    private bool _subscribedBefore;

    public SubscriptionLoop(
        SubscriptionStreamFactory streams, SubscriberIdentity identity, SubscriptionMonitor monitor, ClientMetrics metrics,
        IOptions<DmsSnapshotsOptions> options, TimeProvider time, ILogger<SubscriptionLoop> logger)
    {
        (_streams, _identity, _monitor, _metrics, _options, _time, _logger) =
            (streams, identity, monitor, metrics, options.Value, time, logger);
        _retry = Backoff.Endless(
            _options.ReconnectDelay, _options.MaxReconnectDelay, time,
            (attempt, delay, failure) => Log.SubscribeFailed(_logger, attempt, failure.Message, delay));
    }

    /// <summary>Subscribes, and subscribes again, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _retry.ExecuteAsync(FollowAsync, cancellationToken).ConfigureAwait(false);
                var pause = _options.ReconnectDelay * (0.5 + Random.Shared.NextDouble());
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // A call that is cancelled ends with a status, not with a cancellation.
                return;
            }
            catch (Exception exception)
            {
                Log.SubscriptionFailed(_logger, exception);
            }
        }
    }

    // Returns after a healthy stream, so that pauses begin anew; throws after any other, so that they grow.
    private async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        if (_subscribedBefore)
            _metrics.Reconnecting();
        _subscribedBefore = true;
        _monitor.Connecting();
        var stream = _streams.Create(() =>
        {
            _monitor.Connected();
            Log.Connected(_logger, _options.Address, _identity.Name);
        });
        string end;
        try
        {
            end = await stream.FollowAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            end = Describe(failure);
        }

        _monitor.Disconnected(end);
        if (!stream.WasHealthy)
            throw new IOException(end);
        Log.StreamEnded(_logger, end);
    }

    private static string Describe(Exception failure) =>
        failure is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : failure.Message;
}
