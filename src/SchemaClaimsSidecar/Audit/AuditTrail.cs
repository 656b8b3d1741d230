using Grpc.Core;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Audit;

/// <summary>
/// Puts acts on record: that they begin, before they do, and how they ended. What would change something and cannot be put on record is
/// not done.
/// </summary>
internal sealed partial class AuditTrail(IAuditLog audit, TimeProvider time, ILogger<AuditTrail> log, MaintenanceMetrics? metrics = null)
{
    // More would be a document; what somebody writes must not fill the log.
    private const int MaxTextLength = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="act">What is asked for.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">Does it.</param>
    /// <param name="result">What came of it, once it is done.</param>
    /// <param name="cancellationToken">The caller has given up.</param>
    /// <exception cref="StoreUnavailableException">Nothing was done, since it cannot be put on record.</exception>
    public async Task<T> RunAsync<T>(
        AdministrativeAct act, string caller, Func<Task<T>> action, Func<T, ActResult> result, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(Guid.NewGuid(), time.GetUtcNow(), act.Name, Shorten(act.Arguments), Shorten(act.Reason), caller);
        await BeginAsync(entry, act.Changes, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await action().ConfigureAwait(false);
            var (detail, generation) = result(answer);
            await EndAsync(entry with { Outcome = "OK", Detail = detail, Generation = generation }).ConfigureAwait(false);
            return answer;
        }
        catch (Exception failure)
        {
            await EndAsync(entry with { Outcome = OutcomeOf(failure), Detail = Shorten(DetailOf(failure)) }).ConfigureAwait(false);
            throw;
        }
    }

    private async Task BeginAsync(AuditEntry entry, bool changes, CancellationToken cancellationToken)
    {
        try
        {
            await audit.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException unavailable) when (changes)
        {
            metrics?.AuditFailed();
            throw new StoreUnavailableException($"Nothing was done, since {unavailable.Message}", unavailable)
            {
                MayPass = unavailable.MayPass,
            };
        }
        catch (StoreUnavailableException unavailable)
        {
            metrics?.AuditFailed();
            LogNotWritten(entry, unavailable.Message);
        }
    }

    // The act is done: whoever asked for it must hear so, whatever becomes of the log, and the log must hear of it, whoever has gone.
    private async Task EndAsync(AuditEntry entry)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await audit.AppendAsync(entry with { At = time.GetUtcNow() }, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            metrics?.AuditFailed();
            LogNotWritten(entry, failure.Message);
        }
    }

    private static string OutcomeOf(Exception failure) => failure switch
    {
        RpcException refused => refused.StatusCode.ToString(),
        OperationCanceledException => nameof(StatusCode.Cancelled),
        StoreUnavailableException => nameof(StatusCode.FailedPrecondition),
        _ => nameof(StatusCode.Internal),
    };

    private static string DetailOf(Exception failure) => failure is RpcException refused ? refused.Status.Detail : failure.Message;

    private static string Shorten(string text) => text.Length <= MaxTextLength ? text : $"{text[..MaxTextLength]}…";

    [LoggerMessage(7000, LogLevel.Error, "An entry of the audit log was not written: {Problem} It was: {Entry}")]
    private partial void LogNotWritten(AuditEntry entry, string problem);
}
