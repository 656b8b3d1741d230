using SchemaClaimsSidecar.Refresh;

namespace SchemaClaimsSidecar.Tests.Refresh;

/// <summary>Other sidecars, of whom one has the turn until the test says otherwise.</summary>
internal sealed class ScriptedPeers : IRefreshPeers
{
    public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits for the turn.</summary>
    public TaskCompletionSource Waited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        Waited.TrySetResult();
        return Turn.Task.WaitAsync(cancellationToken);
    }

    public Task<string?> ConfirmAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
