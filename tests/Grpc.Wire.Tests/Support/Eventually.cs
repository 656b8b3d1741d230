namespace Grpc.Wire.Tests.Support;

internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Fails the test instead of hanging it.</summary>
    public static Task InTime(this Task task) => task.WaitAsync(Limit);

    /// <inheritdoc cref="InTime(Task)"/>
    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Completes when the token is cancelled.</summary>
    public static async Task Cancelled(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.UnsafeRegister(_ => cancelled.TrySetResult(), null);
        await cancelled.Task.InTime();
    }
}
