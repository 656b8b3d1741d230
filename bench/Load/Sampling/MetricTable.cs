namespace Load.Sampling;

/// <summary>The newest value of every instrument of a process, by name and tags. Safe for one writer and any readers.</summary>
internal sealed class MetricTable(TimeProvider clock)
{
    // Published once a second; what is older than this is no longer how things are.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, Series>> _instruments = new(StringComparer.Ordinal);
    private long? _heard;

    /// <summary>An instrument that has said nothing yet is at zero, one that nobody has begun is not measured.</summary>
    public void Begin(string instrument) => Write(instrument, static _ => { });

    public void Set(string instrument, string tags, double value) => Write(instrument, series => series[tags] = new Series(value, 0));

    /// <summary>
    /// A number of things that is counted up and down from when the process was first watched: what was there before goes down
    /// only. No number of things is negative, so the lowest that was seen corrects it, as far as can be.
    /// </summary>
    public void SetLevel(string instrument, string tags, double value) => Write(instrument, series =>
    {
        var lowest = Math.Min(value, series.GetValueOrDefault(tags).Lowest);
        series[tags] = new Series(value - lowest, 0, lowest);
    });

    /// <summary>Histograms are published as what was recorded since the last time.</summary>
    public void Add(string instrument, string tags, long count, double sum) => Write(instrument, series =>
    {
        var before = series.GetValueOrDefault(tags);
        series[tags] = new Series(before.Value + sum, before.Count + count);
    });

    /// <summary>The process has published a round.</summary>
    public void Heard()
    {
        lock (_lock)
            _heard = clock.GetTimestamp();
    }

    /// <summary>The sum over all tags that are asked for; null while it is not measured, or when the process has fallen silent.</summary>
    public double? Value(string instrument, Func<string, bool>? tags = null) => Read(instrument, tags, static series => series.Value);

    /// <summary>As <see cref="Value"/>, of a counter.</summary>
    public long? Count(string instrument, Func<string, bool>? tags = null) => (long?)Value(instrument, tags);

    /// <summary>As <see cref="Value"/>: how many values a histogram was given.</summary>
    public long? Recorded(string instrument, Func<string, bool>? tags = null) =>
        (long?)Read(instrument, tags, static series => series.Count);

    private double? Read(string instrument, Func<string, bool>? tags, Func<Series, double> of)
    {
        lock (_lock)
        {
            return _heard is { } heard && clock.GetElapsedTime(heard) < Stale && _instruments.TryGetValue(instrument, out var series)
                ? series.Where(entry => tags is null || tags(entry.Key)).Sum(entry => of(entry.Value))
                : null;
        }
    }

    private void Write(string instrument, Action<Dictionary<string, Series>> write)
    {
        lock (_lock)
        {
            if (!_instruments.TryGetValue(instrument, out var series))
                _instruments[instrument] = series = new(StringComparer.Ordinal);
            write(series);
        }
    }

    private readonly record struct Series(double Value, long Count, double Lowest = 0);
}
