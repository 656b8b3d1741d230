using Load.Reporting;
using Load.Tests.Support;
using Testing;

namespace Load.Tests.Reporting;

public sealed class ResultsPageTests
{
    private const string NoFailure = "no failed request with pool 8";
    private const string NothingAdded = "schema uploads add no request over 1.2 × steady p99";
    private const string NoPause = "no request over 1.2 × steady p99 during schema uploads";

    [Fact]
    public void Page_OfEqualModes_HasEveryRowAndCallsThemEqual()
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar"), TinyRun.Of("investigated")]));

        // All but the warm-up, in two modes.
        Assert.Equal(5 * 2, Lines(page, "| 8 clients").Length);
        var ratios = page.Split("## What differs").Last().Split("## Plots")[0];
        Assert.Equal(5, Lines(ratios, "| equal | 1.00 | equal |").Length);
    }

    [Fact]
    public void Page_WithAFailureOfTheSmallPool_MissesTheGoal()
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar", failsWithSmallPool: true), TinyRun.Of("investigated")]));

        Assert.Contains("1 of 100 requests failed | **missed** |", Assert.Single(Lines(page, NoFailure)), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfRecordingsInWhichSomethingWentWrong_SaysWhat()
    {
        var troubles = Page(new Comparison([TinyRun.Of("sidecar", failsWithSmallPool: true), TinyRun.Of("investigated")]))
            .Split("## What went wrong")[1];

        Assert.EndsWith($"| upsert | {TinyRun.Failure} | 1 |", Assert.Single(Lines(troubles, "| sidecar |")), StringComparison.Ordinal);
        // Both recordings have it: it is said once.
        Assert.EndsWith("| ERROR 40P01 deadlock detected | 3 |", Assert.Single(Lines(troubles, "MiniDms sidecar")), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WithoutAFailureOfTheSmallPool_MeetsTheGoal()
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar"), TinyRun.Of("investigated", failsWithSmallPool: true)]));

        Assert.EndsWith("| met |", Assert.Single(Lines(page, NoFailure)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.115, true)]
    [InlineData(0.125, false)]
    public void Page_WithASlowRequestDuringAnUpload_HoldsItAgainstTheSteadyP99(double slowest, bool isMet)
    {
        // p99 of 1 to 100 ms is 99 ms: 1.2 times that is 118.8 ms.
        var page = Page(new Comparison([TinyRun.Of("sidecar", slowest: slowest), TinyRun.Of("investigated")]));

        Assert.EndsWith(isMet ? "| met |" : "| **missed** |", Assert.Single(Lines(page, NoPause)), StringComparison.Ordinal);
    }

    // Sessions beyond the plateau need more clients than these eight.
    [Fact]
    public void Page_OfFewClients_MissesTheGoalThatSessionsFollowThem()
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar"), TinyRun.Of("investigated")]));

        Assert.EndsWith("| **missed** |", Assert.Single(Lines(page, "sessions follow the clients")), StringComparison.Ordinal);
    }

    [Fact]
    public void Allocations_OfACounterThatWasNotHeardAnew_AreUnknown()
    {
        var run = TinyRun.Of("sidecar");
        var silent = run with
        {
            Samples = [.. run.Samples.Select(sample => sample with { Process = sample.Process! with { AllocatedBytes = 7 } })],
        };

        Assert.All(PhaseFigures.Of(run), figures => Assert.NotNull(figures.AllocatedKilobytesPerRequest));
        Assert.All(PhaseFigures.Of(silent), figures => Assert.Null(figures.AllocatedKilobytesPerRequest));
    }

    [Theory]
    [InlineData(0.105, "0")]
    [InlineData(0.125, "1")]
    public void Page_WithASlowRequestDuringAnUpload_SaysHowManyWereOverTheLimitBesideTheSteadyState(double slowest, string over)
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar", slowest: slowest), TinyRun.Of("investigated")]));
        var row = Assert.Single(Lines(page.Split("## What differs")[0], "| schema upload, mixed, 8 clients"));

        Assert.Contains($"| {over} of 100 (", row, StringComparison.Ordinal);
        Assert.Contains("| 0 of 200 (0 %) |", row, StringComparison.Ordinal);
    }

    // Beside none of 200: 4 of 100 happen by chance in 12 of a thousand cases, 5 in 4.
    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Page_WithSlowRequestsDuringAnUpload_MissesTheGoalWhenChanceDoesNotExplainThem(int slow, bool isMet)
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar", slowest: 0.2, slow: slow), TinyRun.Of("investigated")]));

        Assert.EndsWith(isMet ? "| met |" : "| **missed** |", Assert.Single(Lines(page, NothingAdded)), StringComparison.Ordinal);
        Assert.Equal(!isMet, Assert.Single(Lines(page, "| schema upload, mixed, 8 clients, pool 100 | 9")).Contains("worse", StringComparison.Ordinal));
    }

    [Fact]
    public void Delay_UntilAVersionIsServed_IsCountedFromItsPublication()
    {
        var delays = Delays.OfSchema(TinyRun.Of("sidecar"));

        Assert.Equal(2, delays.Count);
        Assert.Equal(0.5, delays[0], 1e-6);
        Assert.Equal(0.05, delays[1], 1e-6);
    }

    [Fact]
    public async Task Page_Written_HasAFileForEachPlotThatItShows()
    {
        using var folder = new TemporaryFolder();
        await ResultsPage.WriteAsync(folder.Path, [TinyRun.Of("sidecar"), TinyRun.Of("investigated")], CancellationToken.None);

        var shown = File.ReadAllLines(folder["results.md"]).Where(line => line.StartsWith("![", StringComparison.Ordinal))
            .Select(line => line.Split('(', ')')[1]).ToArray();

        Assert.NotEmpty(shown);
        Assert.All(shown, plot => Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder.Path, plot)), StringComparison.Ordinal));
    }

    private static string Page(Comparison comparison) => ResultsPage.Of(comparison);

    private static string[] Lines(string page, string with) =>
        [.. page.Split('\n').Where(line => line.Contains(with, StringComparison.Ordinal))];
}
