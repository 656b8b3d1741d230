using Dms.Client.Scheduling;
using Dms.Client.Tests.Support;

namespace Dms.Client.Tests.Scheduling;

public sealed class PreparationThreadTests
{
    [Fact]
    public async Task RunAsync_Several_RunsThemInOrderOnOneThreadOutsideThePool()
    {
        using var thread = new PreparationThread(TimeProvider.System);
        var order = new List<int>();
        var runs = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => thread.RunAsync(() =>
        {
            order.Add(number);
            return (Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread);
        })));

        Assert.Equal(Enumerable.Range(0, 100), order);
        Assert.Single(runs.Distinct());
        Assert.False(runs[0].IsThreadPoolThread);
    }

    [Fact]
    public async Task RunAsync_Throws_FailsThatTaskOnly()
    {
        using var thread = new PreparationThread(TimeProvider.System);
        await Assert.ThrowsAsync<InvalidOperationException>(() => thread.RunAsync<int>(() => throw new InvalidOperationException()));
        Assert.Equal(1, await thread.RunAsync(() => 1));
    }

    [Fact]
    public async Task RunAsync_OfWorkThatIsParallelItself_Ends()
    {
        using var thread = new PreparationThread(TimeProvider.System);
        var sum = 0;

        var run = thread.RunAsync(() => Parallel.For(0, 1000, number => Interlocked.Add(ref sum, number)));

        Assert.True((await run.WaitAsync(Patience.Limit)).IsCompleted);
        Assert.Equal(499_500, sum);
    }

    [Fact]
    public async Task RunAsync_Awaited_GoesOnElsewhere()
    {
        using var thread = new PreparationThread(TimeProvider.System);
        var begin = new TaskCompletionSource();
        var run = thread.RunAsync(() =>
        {
            begin.Task.Wait();
            return Environment.CurrentManagedThreadId;
        });
        var next = run.ContinueWith(
            _ => Environment.CurrentManagedThreadId, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        begin.SetResult();

        Assert.NotEqual(await run, await next);
    }

    [Fact]
    public async Task Dispose_WithWorkLeft_DoesItAndEndsTheThread()
    {
        var thread = new PreparationThread(TimeProvider.System);
        var begin = new TaskCompletionSource();
        var runner = thread.RunAsync(() =>
        {
            begin.Task.Wait();
            return Thread.CurrentThread;
        });
        var last = thread.RunAsync(() => 2);
        thread.Dispose();
        begin.SetResult();

        Assert.Equal(2, await last);
        Assert.True((await runner).Join(TimeSpan.FromSeconds(30)));
    }
}
