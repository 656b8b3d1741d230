using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using SchemaClaims.V1;

namespace Dms.Client.Subscription;

/// <summary>
/// Tells the sidecar what became of the last release: at once, again until it gets through, and from time to time as a sign of life.
/// A newer report takes the place of one that did not get through.
/// </summary>
internal sealed class Reporter
{
    // A reason may quote whatever a projection threw; a report that is too large would never get through.
    private const int MaxReasonLength = 4096;

    private readonly IDistribution _distribution;
    private readonly SubscriberIdentity _identity;
    private readonly ISnapshots _snapshots;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _interval;
    private readonly ResiliencePipeline _retry;
    private Slot _slot = new(null);

    public Reporter(
        IDistribution distribution, SubscriberIdentity identity, ISnapshots snapshots,
        IOptions<DmsSnapshotsOptions> options, TimeProvider time, ILogger<Reporter> logger)
    {
        (_distribution, _identity, _snapshots, _time, _logger) = (distribution, identity, snapshots, time, logger);
        _interval = options.Value.ReportInterval;
        _retry = Backoff.Endless(options.Value.ReconnectDelay, options.Value.MaxReconnectDelay, time, LogFailure);
    }

    /// <summary>Has a report sent in the background.</summary>
    public void Report(ReleaseReport report)
    {
        var replaced = Interlocked.Exchange(ref _slot, new Slot(report));
        _ = replaced.Replaced.CancelAsync();
    }

    /// <summary>Sends reports until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await SendUntilReplacedAsync(Volatile.Read(ref _slot), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                // Replaced by a newer report.
            }
            catch (Exception exception)
            {
                Log.ReporterFailed(_logger, exception);
            }
        }
    }

    private async Task SendUntilReplacedAsync(Slot slot, CancellationToken cancellationToken)
    {
        using var replaced = CancellationTokenSource.CreateLinkedTokenSource(slot.Replaced.Token, cancellationToken);
        while (true)
        {
            if (slot.Report is { } report)
                await _retry.ExecuteAsync(token => SendAsync(report, token), replaced.Token).ConfigureAwait(false);
            await Task.Delay(slot.Report is null ? Timeout.InfiniteTimeSpan : _interval, _time, replaced.Token).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(ReleaseReport report, CancellationToken cancellationToken) =>
        await _distribution.ReportAsync(
            new ReportRequest
            {
                Subscriber = _identity.Name,
                Instance = _identity.Instance,
                Position = report.Position.ToWire(),
                Outcome = report.Outcome,
                Code = report.Verdict?.Code ?? "",
                Reason = Shorten(report.Verdict?.Reason ?? ""),
                Running = _snapshots.TryGetCurrent(out var running) ? running.Position.ToWire() : null,
                ElapsedMicroseconds = (ulong)Math.Max(0, report.Elapsed.TotalMicroseconds),
            },
            cancellationToken).ConfigureAwait(false);

    private static string Shorten(string reason) => reason.Length <= MaxReasonLength ? reason : reason[..(MaxReasonLength - 1)] + "…";

    private void LogFailure(int attempt, TimeSpan delay, Exception failure) =>
        Log.ReportFailed(_logger, Volatile.Read(ref _slot).Report?.Position.ToPublic(), attempt, failure.Message);

    private sealed class Slot(ReleaseReport? report)
    {
        public ReleaseReport? Report { get; } = report;

        public CancellationTokenSource Replaced { get; } = new();
    }
}
