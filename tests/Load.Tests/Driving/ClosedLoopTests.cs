using Load.Driving;
using Load.Tests.Support;
using Testing;

namespace Load.Tests.Driving;

public sealed class ClosedLoopTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Users_UntilTheTimeIsOver_SendTheNextCallWhenTheLastIsAnswered()
    {
        using var user = new VirtualUser(new ScriptedServer(AnswerAfterATenth), new Uri("http://server"), null, TimeSpan.FromMinutes(1));
        var drive = new Drive(_clock);
        var numbers = new List<int>();

        await ClosedLoop.RunAsync(drive, [user], Numbered, seconds: 1, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 10), numbers);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(number => number / 10.0), drive.Outcomes.Select(outcome => Math.Round(outcome.BeganSeconds, 3)));
        Assert.All(drive.Outcomes, outcome => Assert.Equal(0.1, outcome.LatencySeconds, 1e-6));
        Assert.Equal(0, drive.Sample().InFlight);

        Call Numbered(int index, int number)
        {
            numbers.Add(number);
            return new Call("any", HttpMethod.Get, "/");
        }

        Task<bool> AnswerAfterATenth(int call)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(true);
        }
    }
}
