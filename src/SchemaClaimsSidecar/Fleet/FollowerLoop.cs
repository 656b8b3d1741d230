using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>Serves the local copy first, and then asks the store from time to time, and at once when there may be news.</summary>
internal sealed class FollowerLoop(
    StoreFollower follower, LocalCopy copy, ReleaseHub hub, IOptions<FleetOptions> options, TimeProvider time, ILogger<FollowerLoop> log)
    : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var release in copy.Releases)
        {
            hub.Publish(release);
            FleetLog.ServingCopy(log, release.Release.Position, copy.Folder);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var news = follower.News.Next;
            try
            {
                await follower.CatchUpAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception known) when (known is StoreUnavailableException or StoreDamagedException or HistoryReplacedException)
            {
                // The standing shows and logs it.
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                FleetLog.FollowerFailed(log, failure);
            }

            await PauseAsync(news, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(Task news, CancellationToken stoppingToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(news, Task.Delay(Pauses.Around(options.Value.PollInterval), time, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
    }
}
