using System.IO.Pipelines;
using Bench.Measuring;
using Bench.Reporting;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;
using static Bench.Reporting.Format;

namespace Bench.Queries;

/// <summary>A large page on its way to a client, streamed and as a whole.</summary>
internal sealed class QueriesBenchmark : IBenchmark
{
    private const int Rows = 10_000;
    private const int Parallel = 8;
    private const int WarmUps = 5;
    private const int Rounds = 30;
    private const int RoundsTogether = 10;
    private const int SlowSeconds = 10;
    private const double FirstByteShare = 0.1;
    private const double TotalShare = 0.5;
    private const long MostMemory = 4 << 20;

    private static readonly DocumentQueryOptions Options = new() { MaximumPageSize = Rows };

    public string Name => "queries";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 100, createdAt: "timestamp '2024-01-01' + n * interval '1 second'");
        await database.ExecuteAsync("VACUUM ANALYZE dms.document");
        var queries = new DocumentQueries(database.DataSource, Options, TimeProvider.System);
        var streamed = (PipeWriter writer) => StreamAsync(queries, writer, cancellationToken);
        var materialized = (PipeWriter writer) => MaterializedPage.WriteAsync(database.DataSource, "Student", Rows, writer);
        var (ours, theirs) = (new PageFigures(), new PageFigures());

        // Memory first, and the lighter first: what a process has once had resident it does not give back at once.
        await WeighAsync(streamed, ours);
        var held = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Client.TakeSlowlyAsync(streamed, SlowSeconds)));
        await WeighAsync(materialized, theirs);
        await Interleaved.RunAsync(
            WarmUps, Rounds, cancellationToken,
            round => TakeAsync(streamed, round >= WarmUps ? ours : null),
            round => TakeAsync(materialized, round >= WarmUps ? theirs : null));
        for (var round = 0; round < RoundsTogether; round++)
        {
            ours.Together.Add(await TogetherAsync(streamed));
            theirs.Together.Add(await TogetherAsync(materialized));
        }

        return Describe(ours, theirs, held.Max());
    }

    private static async Task StreamAsync(DocumentQueries queries, PipeWriter writer, CancellationToken cancellationToken)
    {
        await using var page = await queries.OpenAsync(QueryRig.Query("Student", new PageRange(Rows)), cancellationToken);
        await page.WriteToAsync(writer, cancellationToken);
    }

    private static async Task WeighAsync(Func<PipeWriter, Task> serve, PageFigures figures)
    {
        for (var i = 0; i < WarmUps; i++)
            await TogetherAsync(serve);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await Client.TakeAsync(serve);
        figures.Allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        figures.Resident = await ResidentMemory.PeakOfAsync(() => Client.TakeAsync(serve));
        for (var i = 0; i < RoundsTogether; i++)
            figures.ResidentTogether.Add(await ResidentMemory.PeakOfAsync(() => TogetherAsync(serve)));
    }

    private static async Task<TimeSpan> TogetherAsync(Func<PipeWriter, Task> serve) =>
        (await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Client.TakeAsync(serve)))).Max(run => run.Total);

    private static async Task<TimeSpan> TakeAsync(Func<PipeWriter, Task> serve, PageFigures? figures)
    {
        // What the other way has left to the collector is not to slow this one.
        GC.Collect();
        var run = await Client.TakeAsync(serve);
        figures?.Add(run);
        return run.Total;
    }

    private Section Describe(PageFigures ours, PageFigures theirs, long held) => new(
        Name,
        "a page of 10,000 documents",
        $"""
        {Number(Rows)} students, {Bytes(ours.Bytes)} of JSON, from the tables of DMS to a client that takes all at once. Medians of
        {Rounds} pages, in turn; resident is the most that became resident during a page, {Parallel} at once the worst of
        {RoundsTogether} times, before anything larger ran in the process. Slow clients take 1 kB a second, {Parallel} of them for
        {SlowSeconds} s; a batch is {Bytes(Options.BatchBytes)}. Baseline: the page as a tree of nodes, serialised to a string, as DMS of
        2025 does it.
        """,
        [.. VerdictsOf(ours, theirs, held)],
        [
            Row(Row(new Table("", "first byte", "total", "allocated", "resident", $"{Parallel} at once: total", "resident"),
                "streamed", ours), "as a whole", theirs),
        ]);

    private static IEnumerable<Verdict> VerdictsOf(PageFigures ours, PageFigures theirs, long held)
    {
        var first = ours.First.Median / ours.Total.Median;
        var total = ours.Total.Median / theirs.Total.Median;
        var together = ours.ResidentTogether.Max();
        yield return new Verdict(
            "page of 10,000: first byte", "≤ 0.10 × the total", Ratio(first), first <= FirstByteShare,
            "PostgreSQL plans the statement and opens 16 partitions before it sends anything.");
        yield return new Verdict(
            "page of 10,000: resident memory", $"≤ {Bytes(MostMemory)}", Bytes(ours.Resident), ours.Resident <= MostMemory,
            "What a page leaves to the collector is more than that before it collects.");
        yield return new Verdict(
            "page of 10,000: total", $"≤ {Ratio(TotalShare)} the baseline", Ratio(total), total <= TotalShare,
            "PostgreSQL's own time to read the rows and to write JSON is the same for both; where others use the cores as well, so is "
            + "waiting for each 8 KiB that it sends.");
        yield return new Verdict(
            $"{Parallel} pages of 10,000 at once: resident memory", $"≤ {Bytes(Parallel * MostMemory)}, {Bytes(MostMemory)} each",
            Bytes(together), together <= Parallel * MostMemory, "Each page has its own batch and connection.");
        yield return new Verdict(
            "a client that takes 1 kB a second: held for it", $"≤ a batch, {Bytes(Options.BatchBytes)}", Bytes(held),
            held <= Options.BatchBytes, "More is read from the database than the client takes.");
    }

    private static Table Row(Table table, string name, PageFigures figures) => table.Add(
        name, Milliseconds(figures.First.Median), Milliseconds(figures.Total.Median), Bytes(figures.Allocated),
        Bytes(figures.Resident), Milliseconds(figures.Together.Median), Bytes(figures.ResidentTogether.Max()));
}
