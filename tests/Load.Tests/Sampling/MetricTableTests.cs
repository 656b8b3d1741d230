using Load.Sampling;
using Testing;

namespace Load.Tests.Sampling;

public sealed class MetricTableTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly MetricTable _table;

    public MetricTableTests() => _table = new MetricTable(_clock);

    [Fact]
    public void Value_OfAnInstrumentThatNobodyBegan_IsUnknownAndOfASilentOneZero()
    {
        _table.Begin("silent");
        _table.Heard();

        Assert.Null(_table.Value("absent"));
        Assert.Equal(0, _table.Value("silent"));
    }

    [Fact]
    public void Value_OfManyTags_IsTheSumOfThoseAskedFor()
    {
        _table.Set("connections", "state=used,pool=a", 3);
        _table.Set("connections", "state=used,pool=b", 4);
        _table.Set("connections", "state=idle,pool=a", 9);
        _table.Heard();

        Assert.Equal(7, _table.Value("connections", tags => tags.Contains("state=used", StringComparison.Ordinal)));
        Assert.Equal(16, _table.Count("connections"));
    }

    [Fact]
    public void Histogram_PublishedTwice_GrowsByBoth()
    {
        _table.Add("duration", "", 2, 0.5);
        _table.Add("duration", "", 3, 1);
        _table.Heard();

        Assert.Equal(1.5, _table.Value("duration"));
        Assert.Equal(5, _table.Recorded("duration"));
    }

    [Fact]
    public void Level_ThatFallsBelowNothing_CountsFromTheLowest()
    {
        _table.SetLevel("waiting", "", -3);
        _table.SetLevel("waiting", "", 4);
        _table.SetLevel("free", "", 5);
        _table.Heard();

        Assert.Equal(7, _table.Value("waiting"));
        Assert.Equal(5, _table.Value("free"));
    }

    [Fact]
    public void Value_WhenTheProcessHasFallenSilent_IsUnknown()
    {
        _table.Set("gauge", "", 3);
        _table.Heard();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(_table.Value("gauge"));
    }
}
