using Load.Driving;
using Load.Recording;
using Load.Reporting;
using Load.Sampling;
using Load.Scenarios;

namespace Load.Tests.Reporting;

public sealed class JudgedLoadTests
{
    private static readonly Slice Usual = new() { Situation = Situation.Steady, Clients = 8, Mix = Acts.DefaultMix, Seconds = 1 };

    // The machine is half as fast from the fourth turn on: the limits follow.
    [Fact]
    public void Turn_IsHeldAgainstTheTurnsBesideIt()
    {
        Slice[] slices = [.. Turns.Of(Usual, cycles: 1)];
        var run = RunOf(slices, (slice, number) => number / (number == 100 ? 500.0 : 1e3) * (Array.IndexOf(slices, slice) < 3 ? 1 : 2));

        var turns = Assert.Single(JudgedLoad.Of(run)).Turns;

        Assert.Equal(Turns.Judged, turns.Select(turn => turn.Record.Slice.Situation));
        // The slowest but two of 200 calls: of two fast turns, of a fast and a slow one, and of two slow ones.
        Assert.Equal([99, 198, 198], turns.Select(turn => turn.NeighboursP99), Near);
        Assert.Equal([1, 1, 1], turns.Select(turn => turn.Over.Count));
        Assert.All(turns, turn => Assert.Equal(100, turn.Over.All));
    }

    [Fact]
    public void Loads_ThatAreNotDrivenInTurns_AreNotJudged() => Assert.Empty(JudgedLoad.Of(RunOf([Usual], (_, number) => number / 1e3)));

    private static bool Near(double one, double other) => Math.Abs(one - other) < 5;

    private static Run RunOf(IReadOnlyList<Slice> slices, Func<Slice, int, double> seconds)
    {
        Phase[] phases =
        [
            .. slices.Select((slice, index) => new Phase { Name = slice.Name, StartSeconds = index, EndSeconds = index + 1 }),
        ];
        var outcomes = slices.SelectMany((slice, index) => Enumerable.Range(1, 100)
            .Select(number => new Outcome("get", index + (number / 200.0), seconds(slice, number)))).ToArray();
        return new Run
        {
            Name = "run",
            Mode = "sidecar",
            Phases = phases,
            Latencies = LatencyTable.Of(outcomes, phases),
            Driven = new Driven { Slices = [.. slices.Select(slice => new SliceRecord { Slice = slice, Phase = slice.Name })] },
        };
    }
}
