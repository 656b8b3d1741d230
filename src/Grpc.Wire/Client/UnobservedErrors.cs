namespace Grpc.Wire.Client;

internal static class UnobservedErrors
{
    /// <summary>Marks the task's failure as seen: a caller may drop a call without awaiting it.</summary>
    public static void Ignore(Task task) => task.ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
