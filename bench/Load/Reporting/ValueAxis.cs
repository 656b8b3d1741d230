namespace Load.Reporting;

/// <summary>The axis of values: from zero, or by powers of ten.</summary>
internal sealed class ValueAxis
{
    private const int Steps = 5;
    private readonly bool _isLogarithmic;
    private readonly double _low;
    private readonly double _high;

    public ValueAxis(IEnumerable<double> values, bool isLogarithmic)
    {
        _isLogarithmic = isLogarithmic;
        var positive = values.Where(value => value > 0).DefaultIfEmpty(1).ToArray();
        if (isLogarithmic)
        {
            (_low, _high) = (Math.Floor(Math.Log10(positive.Min())), Math.Ceiling(Math.Log10(positive.Max())));
            _high = Math.Max(_high, _low + 1);
            Ticks = [.. Enumerable.Range((int)_low, (int)(_high - _low) + 1).Select(power => Math.Pow(10, power))];
        }
        else
        {
            var step = NiceStep(positive.Max() / Steps);
            _high = Math.Ceiling(positive.Max() / step) * step;
            Ticks = [.. Enumerable.Range(0, (int)Math.Round(_high / step) + 1).Select(number => number * step)];
        }
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>From 0 at the bottom to 1 at the top.</summary>
    public double Share(double value) => _isLogarithmic
        ? (Math.Log10(Math.Max(value, Math.Pow(10, _low))) - _low) / (_high - _low)
        : value / _high;

    private static double NiceStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return ((double[])[1, 2, 5, 10]).Select(factor => factor * power).First(step => step >= least * 0.999);
    }
}
