namespace Grpc.Wire.Tests.Support;

/// <summary>Something that happens once, and that a test waits for.</summary>
internal sealed class Signal
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Raised => _source.Task.InTime();

    public void Raise() => _source.TrySetResult();
}
