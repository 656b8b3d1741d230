using Load.Scenarios;

namespace Load.Tests.Scenarios;

public sealed class TurnsTests
{
    private const int Cycles = 3;

    private static readonly Slice[] All =
        [.. Turns.Of(new Slice { Situation = Situation.Steady, Clients = 8, Mix = Acts.DefaultMix, Seconds = 3 }, Cycles)];

    [Fact]
    public void Turns_ThatAreJudged_LieBetweenTwoOfTheSteadyState()
    {
        Assert.Equal((2 * Cycles * Turns.Judged.Count) + 1, All.Length);
        Assert.All(All.Where((_, index) => index % 2 == 0), turn => Assert.Equal(Situation.Steady, turn.Situation));
        Assert.All(All.Where((_, index) => index % 2 == 1), turn => Assert.Contains(turn.Situation, Turns.Judged));
    }

    [Fact]
    public void Turns_OfEachKind_AreAsManyAndComeFirstInTurn()
    {
        var judged = All.Where(turn => turn.Situation != Situation.Steady).Chunk(Turns.Judged.Count).ToArray();

        Assert.All(judged, cycle => Assert.Equal(Turns.Judged.Order(), cycle.Select(turn => turn.Situation).Order()));
        Assert.Equal(Turns.Judged, judged.Select(cycle => cycle[0].Situation));
    }

    [Fact]
    public void Turns_OfOneLoad_HaveNamesOfTheirOwn() => Assert.Equal(All.Length, All.Select(turn => turn.Name).Distinct().Count());
}
