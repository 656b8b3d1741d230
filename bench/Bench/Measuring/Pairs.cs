namespace Bench.Measuring;

/// <summary>
/// Two ways to do the same, measured next to each other again and again. Whatever the machine does meets both of a pair, and neither always
/// follows the other: A B, B A, A B, …
/// </summary>
internal sealed class Pairs
{
    // Of the normal distribution: 95 % lie within so many standard deviations on both sides.
    private const double Deviations = 1.96;

    private readonly double[] _ratios;

    private Pairs(IEnumerable<double> ratios) => _ratios = [.. ratios.Order()];

    /// <summary>The median of what the first took, as a part of what the second took in the same pair.</summary>
    public double Ratio => (_ratios[_ratios.Length / 2] + _ratios[(_ratios.Length - 1) / 2]) / 2;

    /// <summary>
    /// Where the true median lies, with 95 % confidence: how many of n pairs lie below it is binomial with 1/2, so that it lies between the
    /// ratios that many ranks from both ends, whatever their distribution.
    /// </summary>
    public (double Low, double High) Interval
    {
        get
        {
            var rank = Math.Max(0, (int)Math.Floor((_ratios.Length - (Deviations * Math.Sqrt(_ratios.Length))) / 2) - 1);
            return (_ratios[rank], _ratios[^(rank + 1)]);
        }
    }

    /// <param name="warmUps">Pairs that do not count.</param>
    /// <param name="rounds">Pairs that count.</param>
    /// <param name="first">Measures the first way; told whether it counts.</param>
    /// <param name="second">Measures the second.</param>
    /// <param name="cancellationToken">Ends it between two pairs.</param>
    public static async Task<Pairs> RunAsync(
        int warmUps, int rounds, Func<bool, Task<TimeSpan>> first, Func<bool, Task<TimeSpan>> second, CancellationToken cancellationToken)
    {
        var ratios = new List<double>();
        for (var round = 0; round < warmUps + rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (counts, isTurned) = (round >= warmUps, round % 2 == 1);
            var one = await (isTurned ? second : first)(counts);
            var other = await (isTurned ? first : second)(counts);
            if (counts)
                ratios.Add(isTurned ? other / one : one / other);
        }

        return new Pairs(ratios);
    }
}
