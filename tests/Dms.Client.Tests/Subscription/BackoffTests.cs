using Dms.Client.Subscription;

namespace Dms.Client.Tests.Subscription;

public sealed class BackoffTests
{
    [Fact]
    public async Task Endless_FiveThousandFailures_PausesGrowToTheLimitAndStayJitteredBelowIt()
    {
        var pauses = new List<TimeSpan>();
        var attempts = 0;
        var retry = Backoff.Endless(
            TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), new ImpatientTimeProvider(), (attempt, pause, failure) =>
            {
                Assert.Equal((pauses.Count + 1, "no"), (attempt, failure.Message));
                pauses.Add(pause);
            });
        await retry.ExecuteAsync(_ => ++attempts <= 5000 ? throw new IOException("no") : ValueTask.CompletedTask);

        Assert.Equal(5000, pauses.Count);
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5)));
        Assert.InRange(pauses[0], TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(500));
        Assert.All(pauses.Skip(20), pause => Assert.Equal(TimeSpan.FromSeconds(5), pause));
    }

    [Fact]
    public async Task Endless_Cancelled_EndsAtOnce()
    {
        using var source = new CancellationTokenSource();
        var retry = Backoff.Endless(TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeProvider.System, (_, _, _) => source.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => retry.ExecuteAsync(_ => throw new IOException("no"), source.Token).AsTask());
    }

    /// <summary>A clock whose timers never make anyone wait.</summary>
    private sealed class ImpatientTimeProvider : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
