namespace Bench.Measuring;

/// <summary>Measurements of one thing, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];
    private bool _sorted;

    public int Count => _values.Count;

    public double Median => Percentile(50);

    public double P99 => Percentile(99);

    public void Add(TimeSpan duration) => Add(duration.TotalMilliseconds);

    public void Add(double milliseconds)
    {
        _values.Add(milliseconds);
        _sorted = false;
    }

    /// <summary>The nearest rank.</summary>
    public double Percentile(double percent)
    {
        if (_values.Count == 0)
            return double.NaN;
        if (!_sorted)
            _values.Sort();
        _sorted = true;
        return _values[Math.Max(0, (int)Math.Ceiling(percent / 100 * _values.Count) - 1)];
    }
}
