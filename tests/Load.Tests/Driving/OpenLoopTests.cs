using Load.Driving;
using Load.Tests.Support;
using Testing;

namespace Load.Tests.Driving;

public sealed class OpenLoopTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private const double Precision = 1e-6;

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Server_ThatStopsForAWhile_ShowsInEveryCallThatWasMeantToBeSentMeanwhile()
    {
        const int StopsAt = 30;
        const int ResumesAt = 80;
        const int Calls = 100;
        var resumed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var user = User(number => number is >= StopsAt and < ResumesAt ? resumed.Task : Task.FromResult(true));
        var drive = new Drive(_clock);

        var running = new OpenLoop(drive, _clock).RunAsync([user], Any, EveryStep(Calls), CancellationToken.None);
        await PumpAsync(running, until: () => drive.Seconds >= (ResumesAt * Step).TotalSeconds);
        resumed.SetResult(true);
        await Eventually.IsTrueAsync(() => drive.Outcomes.Count == ResumesAt + 1);
        await PumpAsync(running);

        Assert.Equal(Calls, drive.Outcomes.Count);
        Assert.All(drive.Outcomes.OrderBy(outcome => outcome.BeganSeconds).Select((outcome, number) => (outcome, number)), call =>
        {
            var waited = call.number is >= StopsAt and < ResumesAt ? (ResumesAt - call.number) * Step : TimeSpan.Zero;
            Assert.Equal((call.number * Step).TotalSeconds, call.outcome.BeganSeconds, Precision);
            Assert.Equal(waited.TotalSeconds, call.outcome.LatencySeconds, Precision);
        });
    }

    [Fact]
    public async Task Sender_ThatIsHeldUpItself_CountsFromWhenItWasMeantToSend()
    {
        using var user = User(_ => Task.FromResult(true));
        var drive = new Drive(_clock);

        await new OpenLoop(drive, _clock).RunAsync([user], Any, HeldUp(), CancellationToken.None);

        Assert.Equal([(0.1, 0.4), (0.2, 0.3)], drive.Outcomes.OrderBy(outcome => outcome.BeganSeconds)
            .Select(outcome => (Math.Round(outcome.BeganSeconds, 3), Math.Round(outcome.LatencySeconds, 3))));

        IEnumerable<double> HeldUp()
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            yield return 0.1;
            yield return 0.2;
        }
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
