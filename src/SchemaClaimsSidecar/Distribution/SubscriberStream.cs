using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Writes to one subscriber, each message within a time limit: a reader that never reads must not keep the stream for ever.</summary>
internal sealed class SubscriberStream(Func<SubscribeResponse, Task> write, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
{
    /// <exception cref="TimeoutException">The subscriber did not read in time.</exception>
    public async Task SendAsync(SubscribeResponse message)
    {
        var writing = write(message);
        try
        {
            await writing.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch when (!writing.IsCompleted)
        {
            // The write fails on its own once the call is aborted; somebody has to look at its exception.
            _ = writing.ContinueWith(
                abandoned => abandoned.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }
}
