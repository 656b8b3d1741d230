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
        Assert.All((string[])["sidecar", "investigated"], mode => Assert.Equal(5, Lines(page, $"| 8 clients | {mode} |").Length));
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

        Assert.EndsWith($"| {TinyRun.Failure} | upsert 1 | 1 |", Assert.Single(Lines(troubles, "| sidecar |")), StringComparison.Ordinal);
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
        // p99 of 1 to 100 ms is in the bucket that ends at 100 ms.
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

    [Fact]
    public void Page_WithSlowRequestsDuringUploads_ListsTheTurnsBesideTheControls()
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar", slowest: 0.125, slowTurns: 2), TinyRun.Of("investigated")]));

        Assert.Contains(
            "| 8 clients | 100 | 0.0*, 0.0*, 0.0*, 0.0*, 0.0* | 1.0*, 1.0*, 0.0*, 0.0*, 0.0* | 0.0*, 0.0*, 0.0*, 0.0*, 0.0* | 1.00, 1.25, 1.00 | 100, 100, 100 |",
            page, StringComparison.Ordinal);
    }

    // Ten turns: that all five with uploads are above all five controls happens once in 252 times; with four of them, six times.
    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Page_WithSlowRequestsDuringUploads_MissesTheGoalWhenChanceDoesNotExplainThem(int slowTurns, bool isMet)
    {
        var page = Page(new Comparison([TinyRun.Of("sidecar", slowest: 0.2, slowTurns: slowTurns), TinyRun.Of("investigated")]));

        Assert.EndsWith(isMet ? "| met |" : "| **missed** |", Assert.Single(Lines(page, NothingAdded)), StringComparison.Ordinal);
        Assert.Equal(!isMet, Assert.Single(Lines(page, "- sidecar, uploads")).Contains("more", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherProcesses_InTurns_AreAddedUp() =>
        Assert.All(PhaseFigures.Of(TinyRun.Of("sidecar")), figures => Assert.Equal(0.25, figures.OtherCores));

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
