using Dms.Client.Cache;
using Dms.Client.Snapshots;
using Microsoft.Extensions.Hosting;

namespace Dms.Client.Subscription;

/// <summary>
/// Runs the client in the host: loads the last known good before anything else starts, so that the first request finds it, and then
/// follows the sidecar.
/// </summary>
internal sealed class SubscriptionService(
    LastKnownGoodLoader loader, SubscriptionLoop loop, ReleaseApplier applier, Reporter reporter, LastKnownGoodWriter writer,
    LastKnownGoodAge age, ClientMetrics metrics, ISnapshots snapshots, TimeProvider time)
    : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        metrics.Observe(snapshots, time);
        loader.Load(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Task.Run(() => loop.RunAsync(stoppingToken), CancellationToken.None),
        Task.Run(() => applier.RunAsync(stoppingToken), CancellationToken.None),
        Task.Run(() => reporter.RunAsync(stoppingToken), CancellationToken.None),
        Task.Run(() => writer.RunAsync(stoppingToken), CancellationToken.None),
        Task.Run(() => age.RunAsync(stoppingToken), CancellationToken.None));
}
