using Load.Scenarios;

namespace Load.Reporting;

/// <summary>Whether more requests are slow while something goes on than in the controls, turn by turn and load by load.</summary>
internal sealed class AddedRequests(IReadOnlyList<JudgedLoad> loads, Situation situation)
{
    /// <summary>Requests over the limit while it went on.</summary>
    public Share During => Over(situation);

    /// <summary>Requests over the limit in the controls.</summary>
    public Share Without => Over(Situation.Control);

    /// <summary>How probable it is that its turns rank so high among the controls by chance.</summary>
    public double Chance => RankTest.Chance(loads.Select(load => (Percents(load, situation), Percents(load, Situation.Control))));

    public bool IsMore => Chance < 1 - RankTest.Confidence;

    /// <summary>
    /// The mean share of its turns less that of the controls, in percentage points, each load counting the same; and its standard error.
    /// </summary>
    public (double Mean, double Error) Difference
    {
        get
        {
            var means = loads.Select(load => Percents(load, situation).Average() - Percents(load, Situation.Control).Average());
            var variances = loads.Select(load => VarianceOfMean(Percents(load, situation)) + VarianceOfMean(Percents(load, Situation.Control)));
            return (means.Average(), Math.Sqrt(variances.Sum()) / loads.Count);
        }
    }

    private static double[] Percents(JudgedLoad load, Situation what) => [.. load.Of(what).Select(turn => turn.Over.Percent)];

    private static double VarianceOfMean(double[] figures)
    {
        var mean = figures.Average();
        return figures.Sum(figure => (figure - mean) * (figure - mean)) / Math.Max(1, figures.Length - 1) / figures.Length;
    }

    private Share Over(Situation what) => Share.Of(loads.SelectMany(load => load.Of(what)).Select(turn => turn.Over));
}
