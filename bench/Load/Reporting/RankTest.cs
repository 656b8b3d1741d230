namespace Load.Reporting;

/// <summary>
/// Whether figures are higher than others of the same group by more than chance explains: the rank sum test of Wilcoxon, Mann and
/// Whitney, one-sided and exact, over groups of which only the ranks within each count (van Elteren). It takes a turn for one thing, not
/// its requests, since slow requests come in clusters; and one turn in which the machine was busy with something else decides nothing.
/// </summary>
internal static class RankTest
{
    /// <summary>How sure one must be to say that figures are higher.</summary>
    public const double Confidence = 0.99;

    /// <summary>How probable it is that the figures rank so high or higher if they were dealt out at random within each group.</summary>
    public static double Chance(IEnumerable<(double[] Figures, double[] Others)> groups)
    {
        var (ways, observed) = (new Dictionary<long, double> { [0] = 1 }, 0L);
        foreach (var (figures, others) in groups)
        {
            var ranks = DoubledRanks([.. figures, .. others]);
            observed += ranks.Take(figures.Length).Sum();
            ways = Combined(ways, SumsOf(ranks, figures.Length));
        }

        return ways.Where(way => way.Key >= observed).Sum(way => way.Value) / ways.Values.Sum();
    }

    // Twice the rank, from the lowest: equal ones share the mean of theirs.
    private static long[] DoubledRanks(IReadOnlyList<double> figures) =>
        [.. figures.Select(figure => (long)(2 * figures.Count(other => other < figure)) + figures.Count(other => other == figure) + 1)];

    // In how many ways so many of the ranks have a sum.
    private static Dictionary<long, double> SumsOf(IReadOnlyList<long> ranks, int count)
    {
        var sums = Enumerable.Range(0, count + 1).Select(_ => new Dictionary<long, double>()).ToArray();
        sums[0][0] = 1;
        foreach (var rank in ranks)
        {
            for (var taken = count; taken > 0; taken--)
            {
                foreach (var (sum, ways) in sums[taken - 1])
                    sums[taken][sum + rank] = sums[taken].GetValueOrDefault(sum + rank) + ways;
            }
        }

        return sums[count];
    }

    private static Dictionary<long, double> Combined(Dictionary<long, double> one, Dictionary<long, double> other)
    {
        var sums = new Dictionary<long, double>();
        foreach (var (first, second) in one.SelectMany(first => other.Select(second => (first, second))))
            sums[first.Key + second.Key] = sums.GetValueOrDefault(first.Key + second.Key) + (first.Value * second.Value);
        return sums;
    }
}
