using Load.Driving;
using Load.Recording;
using Load.Sampling;

namespace Load.Tests.Recording;

public sealed class LatencyTableTests
{
    private const double Precision = 0.001;

    private static readonly Phase Early = new() { Name = "early", StartSeconds = 0, EndSeconds = 10 };
    private static readonly Phase Late = new() { Name = "late", StartSeconds = 10, EndSeconds = 20 };

    [Fact]
    public void Percentiles_OfOneToAThousandMilliseconds_AreWithinAThousandth()
    {
        var outcomes = Enumerable.Range(1, 1000).Select(number => new Outcome("get", 1, number / 1e3, number % 10 != 0 ? null : "500")).ToArray();

        var row = LatencyTable.Of(outcomes, [Early]).Single(row => row.Kind == "get");

        Assert.Equal((1000, 100, 100.0), (row.Count, row.Failed, row.PerSecond));
        AssertClose(500, row.P50Milliseconds);
        AssertClose(990, row.P99Milliseconds);
        AssertClose(999, row.P999Milliseconds);
        AssertClose(1000, row.MaxMilliseconds);
    }

    [Fact]
    public void Call_ThatEndsInALaterPhase_CountsWhereItBegan()
    {
        var rows = LatencyTable.Of([new Outcome("get", 9, 5), new Outcome("put", 10, 0.1)], [Early, Late]);

        Assert.Equal(
            [("early", "all"), ("early", "get"), ("late", "all"), ("late", "put")], rows.Select(row => (row.Phase, row.Kind)));
    }

    [Fact]
    public void Histogram_OfAnything_HoldsEveryCallBelowItsBucketsEnd()
    {
        double[] milliseconds = [0.5, 0.99, 1, 1.01, 12, 12, 950, 40_000];
        var row = LatencyTable.Of([.. milliseconds.Select(value => new Outcome("get", 1, value / 1e3))], [Early])[0];

        Assert.Equal(milliseconds.Length, row.Histogram.Sum(bucket => bucket.Count));
        foreach (var bucket in row.Histogram)
            Assert.True(milliseconds.Count(value => value <= bucket.UpToMilliseconds * (1 + Precision))
                >= row.Histogram.TakeWhile(other => other != bucket).Sum(other => other.Count) + bucket.Count);
    }

    [Fact]
    public void Timeline_OfCalls_HasAStepForEachHalfSecondWithSome()
    {
        var points = LatencyTable.OverTime(
            [new Outcome("get", 0.1, 0.01), new Outcome("get", 0.4, 0.03, "500"), new Outcome("get", 2.6, 0.02)]);

        Assert.Equal([(0.1, 2, 1), (2.6, 1, 0)], points.Select(point => (point.Seconds, point.Count, point.Failed)));
        AssertClose(30, points[0].MaxMilliseconds);
    }

    [Fact]
    public void Failures_OfCalls_AreCountedByPhaseKindAndCause()
    {
        Outcome[] outcomes =
        [
            new("get", 1, 0.1, "500"), new("get", 2, 0.1, "500"), new("get", 3, 0.1, "503"), new("put", 4, 0.1, "500"), new("get", 5, 0.1),
            new("get", 15, 0.1, "500"), new("get", 25, 0.1, "500"),
        ];

        Assert.Equal(
            [new("early", "get", "500", 2), new("early", "get", "503", 1), new("early", "put", "500", 1), new("late", "get", "500", 1)],
            LatencyTable.Failures(outcomes, [Early, Late]));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected * (1 - Precision), expected * (1 + Precision));
}
