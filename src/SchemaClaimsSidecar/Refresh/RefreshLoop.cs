using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>
/// Refreshes the claims from time to time, and at once when the source has seen a change; of several sidecars the one whose turn it is.
/// </summary>
internal sealed partial class RefreshLoop(
    ClaimsRefresher refresher, IClaimsSource source, ReleaseHub hub, ClaimsFreshness freshness,
    IOptions<ClaimsOptions> options, TimeProvider time, ILogger<RefreshLoop> log, IRefreshPeers? peers = null) : BackgroundService
{
    private const double Jitter = 0.1;

    private readonly RefreshRequest _request = new($"claims source {options.Value.Source}", "", AcceptShrinking: false);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        freshness.Restore(hub.Current?.Release.Record.PublishedAt);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (peers is not null)
                    await peers.WaitForTurnAsync(stoppingToken).ConfigureAwait(false);
                await refresher.RefreshAsync(_request, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The refresher has logged it and shows it in its standing; the next attempt comes in its turn.
            }

            await PauseAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(CancellationToken stoppingToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var interval = options.Value.RefreshInterval * (1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1)));
        await Task.WhenAny(WatchAsync(pause.Token), Task.Delay(interval, time, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await source.WaitForChangeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogBlind(failure);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(5100, LogLevel.Warning, "The claims source cannot be watched; it is asked from time to time all the same")]
    private partial void LogBlind(Exception failure);
}
