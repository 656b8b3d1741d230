using Bench.Reporting;
using static Bench.Reporting.Format;

namespace Bench.Read;

/// <summary>What a request pays for reading the snapshot.</summary>
internal sealed class ReadBenchmark : IBenchmark
{
    private const double Goal = 30;

    public string Name => "read";

    public Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        var quiet = ReadFigures.Measure<QuietReadPath>();
        var swapped = ReadFigures.Measure<SwappedReadPath>();
        var shared = ReadFigures.Measure<SharedReadPath>();
        return Task.FromResult(Describe(quiet, swapped, shared));
    }

    private Section Describe(Dictionary<string, ReadFigures> quiet, Dictionary<string, ReadFigures> swapped, Dictionary<string, ReadFigures> shared)
    {
        const string intended = nameof(QuietReadPath.Intended);
        const string dictionaries = nameof(QuietReadPath.Dictionaries);
        var baseline = quiet[dictionaries];
        var rows = ReadInput.CreateSnapshot(1).Claims.ToClaimSets().Max(claimSet => claimSet.ResourceClaims.Count);
        return new Section(
            Name,
            "what a request pays",
            $"""
            `ISnapshots.Current`, `Schema.FindResource(project, endpoint)` and `DmsSnapshot.Decide(claimSet, resource, action)`, by
            strings as a URL and a token give them, for {ReadInput.RequestCount} random resources in turn; {ReadInput.Schema.Origin},
            {ReadInput.Claims.Origin}, asked for the largest claim set ({Number(rows)} rows). Measured by BenchmarkDotNet, which also
            counts the bytes that the whole process allocates. Compared with plain dictionaries of names, ignoring case, and with how DMS decides: it
            compares the names of all rows. "Swapped" is the same while a writer puts another snapshot, or other dictionaries, into use
            {Number(SwappedReadPath.SwapsPerSecond)} times a second; "2 readers a core" is a core's time for a read. Each ratio is to plain dictionaries
            measured the same way.
            """,
            [
                VerdictOf("snapshot + resource + claim decision", quiet[intended], quiet[dictionaries]),
                VerdictOf("the same under concurrent swaps", swapped[intended], swapped[dictionaries]),
                VerdictOf("the same with 2 readers a core", shared[intended], shared[dictionaries]),
            ],
            [
                new Table("a read", "median", "slowest iteration", "allocated", "ratio of median")
                    .Add(Row("intended", quiet[intended], baseline))
                    .Add(Row("the claim by its URI: `Claims.Decide(null, claimSet, uri, action)`", quiet[nameof(QuietReadPath.ByNames)], baseline))
                    .Add(Row("plain dictionaries", baseline, baseline))
                    .Add(Row("the scan of DMS", quiet[nameof(QuietReadPath.Scan)], baseline))
                    .Add(Row("swapped: intended", swapped[intended], swapped[dictionaries]))
                    .Add(Row("swapped: plain dictionaries", swapped[dictionaries], swapped[dictionaries]))
                    .Add(Row("2 readers a core: intended", shared[intended], shared[dictionaries]))
                    .Add(Row("2 readers a core: plain dictionaries", shared[dictionaries], shared[dictionaries])),
            ]);
    }

    private static Verdict VerdictOf(string what, ReadFigures figures, ReadFigures dictionaries) => new(
        what, $"≤ {Number(Goal)} ns, 0 B", $"{Nanoseconds(figures.Median)}, {Number(figures.Allocated)} B",
        figures.Median <= Goal && figures.Allocated == 0,
        "It is four look-ups by name or reference. Hashing half as many characters of each name changes nothing, and 8 different requests in turn, "
        + $"for which all is in the first cache, gain less than 2 ns. Plain dictionaries, measured the same way, take {Nanoseconds(dictionaries.Median)}.");

    private static string[] Row(string what, ReadFigures figures, ReadFigures baseline) =>
        [what, Nanoseconds(figures.Median), Nanoseconds(figures.Slowest), $"{Number(figures.Allocated)} B", Ratio(figures.Median / baseline.Median)];
}
