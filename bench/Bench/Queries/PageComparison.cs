using System.Buffers;
using System.IO.Pipelines;
using Bench.Measuring;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;

namespace Bench.Queries;

/// <summary>A large page of one resource, streamed and as a whole.</summary>
internal sealed class PageComparison(DmsDatabase database, string resource, int rows, DocumentQueryOptions options)
{
    public const int Parallel = 8;
    public const int Rounds = 60;
    public const int RoundsTogether = 10;
    public const int SlowSeconds = 10;

    private const int WarmUps = 5;

    private readonly DocumentQueries _queries = new(database.DataSource, options, TimeProvider.System);

    private readonly DocumentQuery _query = QueryRig.Query(resource, new PageRange(rows));

    // Of a server that has answered such pages before.
    private readonly MemoryPool<byte> _memory = ResponseMemory.Create();

    public PageFigures Streamed { get; } = new();

    public PageFigures Whole { get; } = new();

    /// <summary>Of the totals, streamed as a part of whole.</summary>
    public Pairs? Totals { get; private set; }

    /// <summary>Of the totals, what PostgreSQL takes to send the rows as a part of whole.</summary>
    public Pairs? Floors { get; private set; }

    public Samples Floor { get; } = new();

    /// <summary>The most that was held for one of the slow clients.</summary>
    public long Held { get; private set; }

    public async Task WeighStreamedAsync()
    {
        await WeighAsync(StreamAsync, Streamed);
        var held = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Client.TakeSlowlyAsync(StreamAsync, SlowSeconds)));
        Held = held.Max();
    }

    public Task WeighWholeAsync() => WeighAsync(MaterializeAsync, Whole);

    public async Task MeasureTimeAsync(CancellationToken cancellationToken)
    {
        Totals = await Pairs.RunAsync(
            WarmUps, Rounds, counts => TakeAsync(StreamAsync, counts ? Streamed : null),
            counts => TakeAsync(MaterializeAsync, counts ? Whole : null), cancellationToken);
        Floors = await Pairs.RunAsync(
            WarmUps, Rounds, counts => ReadAsync(counts ? Floor : null), _ => TakeAsync(MaterializeAsync, null), cancellationToken);
        for (var round = 0; round < RoundsTogether; round++)
        {
            Streamed.Together.Add(await TogetherAsync(StreamAsync));
            Whole.Together.Add(await TogetherAsync(MaterializeAsync));
        }
    }

    private async Task StreamAsync(PipeWriter writer)
    {
        await using var page = await _queries.OpenAsync(_query, CancellationToken.None);
        await page.WriteToAsync(writer, CancellationToken.None);
    }

    private Task MaterializeAsync(PipeWriter writer) => MaterializedPage.WriteAsync(database.DataSource, resource, rows, writer);

    private static async Task WeighAsync(Func<PipeWriter, Task> serve, PageFigures figures)
    {
        for (var i = 0; i < WarmUps; i++)
            await TogetherAsync(serve);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await AloneAsync(serve);
        figures.Allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        figures.Resident = await ResidentMemory.PeakOfAsync(() => AloneAsync(serve));
        for (var i = 0; i < RoundsTogether; i++)
            figures.ResidentTogether.Add(await ResidentMemory.PeakOfAsync(() => TogetherAsync(serve)));
    }

    private static async Task AloneAsync(Func<PipeWriter, Task> serve)
    {
        using var memory = ResponseMemory.Create();
        await Client.TakeAsync(serve, memory);
    }

    private static async Task<TimeSpan> TogetherAsync(Func<PipeWriter, Task> serve)
    {
        using var memory = ResponseMemory.Create();
        return (await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Client.TakeAsync(serve, memory)))).Max(run => run.Total);
    }

    private async Task<TimeSpan> ReadAsync(Samples? samples)
    {
        GC.Collect();
        var total = await PageFloor.ReadAsync(database.DataSource, _query);
        samples?.Add(total);
        return total;
    }

    private async Task<TimeSpan> TakeAsync(Func<PipeWriter, Task> serve, PageFigures? figures)
    {
        // What the other way has left to the collector is not to slow this one.
        GC.Collect();
        var run = await Client.TakeAsync(serve, _memory);
        figures?.Add(run);
        return run.Total;
    }
}
