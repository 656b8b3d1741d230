using Bench.Measuring;
using Bench.Reporting;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;
using static Bench.Reporting.Format;

namespace Bench.Queries;

/// <summary>A large page on its way to a client, streamed and as a whole, of small documents and of such as the field has.</summary>
internal sealed class QueriesBenchmark : IBenchmark
{
    private const int Rows = 10_000;
    private const double FirstByteShare = 0.1;
    private const double TotalShare = 0.5;
    private const long MostMemory = 4 << 20;

    private static readonly DocumentQueryOptions Options = new() { MaximumPageSize = Rows };

    public string Name => "queries";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 100, createdAt: "timestamp '2024-01-01' + n * interval '1 second'");
        await StudentAssociations.InsertAsync(database, Rows);
        await database.ExecuteAsync("VACUUM ANALYZE dms.document");
        var small = new PageComparison(database, "Student", Rows, Options);
        var real = new PageComparison(database, StudentAssociations.Resource, Rows, Options);

        // Memory first, and the lighter first: what a process has once had resident it does not give back at once.
        await small.WeighStreamedAsync();
        await real.WeighStreamedAsync();
        await small.WeighWholeAsync();
        await real.WeighWholeAsync();
        await small.MeasureTimeAsync(cancellationToken);
        await real.MeasureTimeAsync(cancellationToken);
        return Describe(small, real);
    }

    private Section Describe(PageComparison small, PageComparison real) => new(
        Name,
        "a page of 10,000 documents",
        $"""
        {Number(Rows)} documents, from the tables of DMS to a client that takes all at once: students of {Size(small)} with one long
        string, and student associations of {Size(real)} as the field has them, of references, nested lists and descriptors. Medians of
        {PageComparison.Rounds} pairs of pages, of which either way is the first in turn; resident is the most that became resident
        during a page, {PageComparison.Parallel} at once the worst of {PageComparison.RoundsTogether} times, before anything larger ran
        in the process, what is written and not yet taken among it, in memory as Kestrel's. Slow clients take 1 kB a second,
        {PageComparison.Parallel} of them for {PageComparison.SlowSeconds} s; a batch is {Bytes(Options.BatchBytes)}. Baseline:
        the page as a tree of nodes, serialised to a string, as DMS of 2025 does it.

        The verdicts take the median of the ratios within the pairs, and name the interval that holds the true one with 95 % confidence.
        The ratio of the medians is {Ratio(OfMedians(small))} for small documents, {Ratio(OfMedians(real))} for real ones.
        The floor is about what PostgreSQL itself takes: the statement of the streamed page, its rows read by a thread that waits for them
        and thrown away, nothing written. In pairs with the baseline it is {Interval(small.Floors!)} for small documents,
        {Interval(real.Floors!)} for real ones.
        """,
        [.. VerdictsOf(small, $"10,000 of {Size(small)}"), .. VerdictsOf(real, $"10,000 of {Size(real)}")],
        [TableOf(small, "small documents"), TableOf(real, "real documents")]);

    private static IEnumerable<Verdict> VerdictsOf(PageComparison page, string name)
    {
        var first = page.Streamed.First.Median / page.Streamed.Total.Median;
        var total = page.Totals!.Ratio;
        var together = page.Streamed.ResidentTogether.Max();
        yield return new Verdict(
            $"page of {name}: first byte", "≤ 0.10 × the total", Ratio(first), first <= FirstByteShare,
            "PostgreSQL plans the statement and opens 16 partitions before it sends anything.");
        yield return new Verdict(
            $"page of {name}: resident memory", $"≤ {Bytes(MostMemory)}", Bytes(page.Streamed.Resident),
            page.Streamed.Resident <= MostMemory, "What a page leaves to the collector is more than that before it collects.");
        yield return new Verdict(
            $"page of {name}: total", $"≤ {Ratio(TotalShare)} the baseline", Interval(page.Totals),
            total <= TotalShare,
            $"PostgreSQL's own time to read the rows and to write JSON is the same for both: the floor is {Interval(page.Floors!)}.");
        yield return new Verdict(
            $"{PageComparison.Parallel} pages of {name} at once: resident memory",
            $"≤ {Bytes(PageComparison.Parallel * MostMemory)}, {Bytes(MostMemory)} each", Bytes(together),
            together <= PageComparison.Parallel * MostMemory,
            "Each page has its own batch and connection; what else is held for it is not known.");
        yield return new Verdict(
            $"a client that takes 1 kB a second of {name}: held for it", $"≤ a batch, {Bytes(Options.BatchBytes)}", Bytes(page.Held),
            page.Held <= Options.BatchBytes, "More is read from the database than the client takes.");
    }

    private static Table TableOf(PageComparison page, string name) => Row(Row(
        new Table(
            name, "first byte", "total", "allocated", "resident", $"{PageComparison.Parallel} at once: total", "resident")
            .Add("floor", "–", Milliseconds(page.Floor.Median), "–", "–", "–", "–"),
        "streamed", page.Streamed), "as a whole", page.Whole);

    private static Table Row(Table table, string name, PageFigures figures) => table.Add(
        name, Milliseconds(figures.First.Median), Milliseconds(figures.Total.Median), Bytes(figures.Allocated),
        Bytes(figures.Resident), Milliseconds(figures.Together.Median), Bytes(figures.ResidentTogether.Max()));

    private static string Interval(Pairs pairs) =>
        Invariant($"{pairs.Ratio:0.00} × ({pairs.Interval.Low:0.00} to {pairs.Interval.High:0.00})");

    private static double OfMedians(PageComparison page) => page.Streamed.Total.Median / page.Whole.Total.Median;

    private static string Size(PageComparison page) => Invariant($"{page.Streamed.Bytes / (double)Rows / 1000:0.0} kB");
}
