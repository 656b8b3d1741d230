using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;

namespace SchemaClaimsSidecar.Tests.Refresh;

/// <summary>A source that answers what a test says, when the test says.</summary>
internal sealed class ScriptedSource : IClaimsSource
{
    private int _fetches;
    private int _watches;

    public Func<CancellationToken, Task<ClaimsAnswer>> Answer { get; set; } = _ => Task.FromResult(new ClaimsAnswer([]));

    public TaskCompletionSource Change { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>How often somebody began to wait for a change, which comes after a refresh has ended.</summary>
    public int Watches => Volatile.Read(ref _watches);

    public void Answers(params ClaimSetMetadata[] claimSets) => Answers(TenantAnswer.Of(null, claimSets));

    public void Answers(params TenantAnswer[] tenants) => Answer = _ => Task.FromResult(new ClaimsAnswer(tenants));

    /// <summary>Answers only when the gate that is returned has been opened.</summary>
    public TaskCompletionSource AnswersOnceOpened(params ClaimSetMetadata[] claimSets)
    {
        var gate = new TaskCompletionSource();
        Answer = async _ =>
        {
            await gate.Task;
            return new ClaimsAnswer([TenantAnswer.Of(null, claimSets)]);
        };
        return gate;
    }

    public void Fails(string reason) => Answer = _ => Task.FromException<ClaimsAnswer>(new ClaimsSourceException(reason));

    public Task<ClaimsAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        return Answer(cancellationToken);
    }

    public Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _watches);
        return Change.Task.WaitAsync(cancellationToken);
    }
}
