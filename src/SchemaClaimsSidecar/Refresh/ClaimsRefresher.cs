using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>
/// Asks the source, one refresh at a time. Whoever asks while a refresh runs shares the next one with all others who do, so that
/// nobody gets an answer from before the question, and a thousand who ask at once cost two fetches at most.
/// </summary>
internal sealed partial class ClaimsRefresher(
    IClaimsSource source, RefreshPublication publication, ClaimsFreshness freshness, RefreshMetrics metrics,
    IOptions<ClaimsOptions> options, TimeProvider time, ILogger<ClaimsRefresher> log,
    IRefreshPeers? peers = null)
{
    private readonly Lock _lock = new();
    private Waiting? _waiting;
    private Task _running = Task.CompletedTask;
    private RefreshStanding _standing = RefreshStanding.Well;

    /// <summary>Pulses when <see cref="Standing"/> is another.</summary>
    public ChangeSignal Changed { get; } = new();

    public RefreshStanding Standing => Volatile.Read(ref _standing);

    /// <summary>Cancelling gives up waiting; the refresh itself goes on for the others.</summary>
    /// <exception cref="ClaimsSourceException">The source does not answer, or what it answers cannot be used.</exception>
    /// <exception cref="Storage.StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    public Task<RefreshOutcome> RefreshAsync(RefreshRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting is { } waiting)
            {
                waiting.Request = waiting.Request.And(request);
            }
            else
            {
                _waiting = waiting = new Waiting(request);
                _running = waiting.Refresh = RunAfterAsync(_running);
                Observe(_running);
            }

            return waiting.Refresh.WaitAsync(cancellationToken);
        }
    }

    private async Task<RefreshOutcome> RunAfterAsync(Task earlier)
    {
        await Task.WhenAny(earlier).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        RefreshRequest request;
        lock (_lock)
        {
            request = _waiting!.Request;
            _waiting = null;
        }

        using var limit = new CancellationTokenSource(options.Value.RefreshTimeout, time);
        using var activity = SidecarTelemetry.Activities.StartActivity("refresh");
        try
        {
            var outcome = await publication.PublishAsync(await source.FetchAsync(limit.Token).ConfigureAwait(false), request, limit.Token)
                .ConfigureAwait(false);
            activity?.SetTag("outcome", outcome.Result.ToString());
            await ConcludeAsync(outcome, limit.Token).ConfigureAwait(false);
            return outcome;
        }
        catch (Exception failure)
        {
            var explained = failure is OperationCanceledException
                ? new ClaimsSourceException($"The claims source did not answer within {options.Value.RefreshTimeout:c}.", failure)
                : failure;
            metrics.Failed();
            activity.Fail(explained.Message);
            LogFailed(explained.Message);
            Enter(new RefreshStanding(explained.Message, Standing.Held));
            throw explained;
        }
    }

    private async Task ConcludeAsync(RefreshOutcome outcome, CancellationToken cancellationToken)
    {
        metrics.Concluded(outcome.Result);
        foreach (var failure in outcome.Failures)
            LogTenantFailed(failure);
        if (outcome.Held is { } held && held != Standing.Held)
            LogHeld(held);
        if (outcome is { Held: null, Failures.Count: 0 })
            await ConfirmAsync(cancellationToken).ConfigureAwait(false);
        Enter(new RefreshStanding(string.Join(' ', outcome.Failures), outcome.Held ?? ""));
    }

    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        try
        {
            freshness.Confirm();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotKept(failure);
        }

        if (peers is not null && await peers.ConfirmAsync(cancellationToken).ConfigureAwait(false) is { } why)
            LogNotTold(why);
    }

    // Everybody may have given up waiting.
    private static void Observe(Task refresh) => _ = refresh.ContinueWith(
        failed => failed.Exception, CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Enter(RefreshStanding standing)
    {
        if (Interlocked.Exchange(ref _standing, standing) != standing)
            Changed.Pulse();
    }

    [LoggerMessage(5000, LogLevel.Error, "The claims were not refreshed; what is published stays: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(5001, LogLevel.Error, "The claims of a tenant were not refreshed; it keeps what it has: {Reason}")]
    private partial void LogTenantFailed(string reason);

    [LoggerMessage(5002, LogLevel.Warning, "The claims have shrunk and are held for an administrator's word: {Reason}")]
    private partial void LogHeld(string reason);

    [LoggerMessage(5003, LogLevel.Warning, "When the claims were confirmed cannot be kept for the next start")]
    private partial void LogNotKept(Exception failure);

    [LoggerMessage(5004, LogLevel.Warning, "The other sidecars do not know yet that the claims were confirmed: {Reason}")]
    private partial void LogNotTold(string reason);

    private sealed class Waiting(RefreshRequest request)
    {
        public RefreshRequest Request { get; set; } = request;

        public Task<RefreshOutcome> Refresh { get; set; } = null!;
    }
}
