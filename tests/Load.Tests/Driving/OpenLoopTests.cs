using Load.Driving;
using Load.Tests.Support;
using Testing;

namespace Load.Tests.Driving;

public sealed class OpenLoopTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Server_ThatStopsForAWhile_ShowsInEveryCallThatWasMeantToBeSentMeanwhile()
    {
        const int StopsAt = 30;
        var stop = TimeSpan.FromMilliseconds(500);
        using var user = User(number =>
        {
            // The clock goes on while nobody, the sender included, gets anywhere.
            if (number == StopsAt)
                _clock.Advance(stop);
            return Task.FromResult(true);
        });
        var drive = new Drive(_clock);

        await PumpAsync(new OpenLoop(drive, _clock).RunAsync([user], Any, EveryStep(100), CancellationToken.None));

        var resumed = (StopsAt * Step) + stop;
        Assert.Equal(100, drive.Outcomes.Count);
        Assert.All(drive.Outcomes.Select((outcome, number) => (outcome, number)), call =>
        {
            var meant = call.number * Step;
            var expected = meant >= StopsAt * Step && meant < resumed ? resumed - meant : TimeSpan.Zero;
            Assert.Equal(meant.TotalSeconds, call.outcome.BeganSeconds, 1e-3);
            Assert.Equal(expected.TotalSeconds, call.outcome.LatencySeconds, 1e-3);
        });
    }

    [Fact]
    public async Task Calls_BeyondTheLimitOfOutstanding_AreNotSentButCounted()
    {
        var answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var user = User(_ => answered.Task);
        var drive = new Drive(_clock);

        var running = new OpenLoop(drive, _clock) { OutstandingLimit = 4 }.RunAsync([user], Any, EveryStep(10), CancellationToken.None);
        await PumpAsync(running, until: () => drive.NotSent == 6);
        answered.SetResult(false);
        await running;

        Assert.Equal(4, drive.Outcomes.Count);
        Assert.DoesNotContain(drive.Outcomes, outcome => outcome.Succeeded);
        Assert.Equal(6, drive.NotSent);
        Assert.Equal((4L, 0L), (drive.Sample().Failed, drive.Sample().Completed));
    }

    [Fact]
    public void Arrivals_OfTheSameSeed_AreTheSameAndOfTheRateThatWasAsked()
    {
        var arrivals = PoissonSchedule.Arrivals(seed: 1, perSecond: 100, seconds: 100).ToArray();

        Assert.Equal(arrivals, PoissonSchedule.Arrivals(1, 100, 100));
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.InRange(arrivals.Length, 9_700, 10_300);
    }

    private static Call Any(int user, int number) => new("any", HttpMethod.Get, "/");

    private static IEnumerable<double> EveryStep(int count) => Enumerable.Range(0, count).Select(number => (number * Step).TotalSeconds);

    private static VirtualUser User(Func<int, Task<bool>> answer) =>
        new(new ScriptedServer(answer), new Uri("http://server"), null, TimeSpan.FromMinutes(1));

    // Moves the clock on whenever the loop sleeps.
    private async Task PumpAsync(Task running, Func<bool>? until = null)
    {
        bool IsOver() => running.IsCompleted || until?.Invoke() == true;
        while (true)
        {
            await Eventually.IsTrueAsync(() => IsOver() || _clock.PendingTimers > 0);
            if (IsOver())
                break;
            _clock.Advance(Step);
        }

        if (running.IsCompleted)
            await running;
    }
}
