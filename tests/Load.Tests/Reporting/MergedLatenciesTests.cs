using Load.Driving;
using Load.Recording;
using Load.Reporting;
using Load.Sampling;

namespace Load.Tests.Reporting;

public sealed class MergedLatenciesTests
{
    private const double Step = 0.012;

    [Fact]
    public void Rows_OfTwoPhases_AreThoseOfAllTheirCalls()
    {
        Outcome[] outcomes =
        [
            .. Enumerable.Range(1, 500).Select(number => new Outcome("get", 1, number / 1e3)),
            .. Enumerable.Range(501, 500).Select(number => new Outcome("get", 11, number / 1e3, "500")),
        ];
        Phase[] phases =
        [
            new() { Name = "a", StartSeconds = 0, EndSeconds = 10 }, new() { Name = "b", StartSeconds = 10, EndSeconds = 20 },
        ];
        LatencyRow[] rows = [.. LatencyTable.Of(outcomes, phases).Where(row => row.Kind == "get")];

        var merged = MergedLatencies.Of(rows, "both", 20);

        Assert.Equal(("both", "get", 1000, 500, 50.0), (merged.Phase, merged.Kind, merged.Count, merged.Failed, merged.PerSecond));
        AssertClose(500, merged.P50Milliseconds);
        AssertClose(990, merged.P99Milliseconds);
        AssertClose(999, merged.P999Milliseconds);
        Assert.Equal(rows[1].MaxMilliseconds, merged.MaxMilliseconds);
        Assert.Equal(1000, merged.Histogram.Sum(bucket => bucket.Count));
    }

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual, expected, expected * (1 + Step));
}
