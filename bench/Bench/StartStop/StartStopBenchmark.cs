using Bench.Inputs;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.StartStop;

/// <summary>How soon a sidecar serves what it has on its disk, how soon it is gone, and what it takes.</summary>
internal sealed class StartStopBenchmark : IBenchmark
{
    private const int WarmUps = 2;
    private const int Rounds = 10;
    private const int Many = 1000;
    private const double StartGoal = 500;
    private const double StopGoal = 5000;
    private const double RestGoal = 80 * 1024 * 1024;

    // Past the collection that follows a start.
    private static readonly TimeSpan UntilRest = TimeSpan.FromSeconds(12);

    private readonly Samples _stops = new();
    private readonly List<long> _resident = [];
    private double _atRest;
    private double _afterStorm;
    private double _stopOfMany;

    public string Name => "start-stop";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        using var work = new WorkFolder();
        var published = await SidecarPrograms.PublishAsync(work.NewFolder(), cancellationToken);
        var schema = SchemaSet.Load();
        var claims = ClaimsSet.Load(schema);
        var all = await StorePlace.MakeAsync(work, async uploader =>
        {
            await uploader.UploadSchemaAsync(schema, cancellationToken);
            await uploader.UploadClaimsAsync(claims, cancellationToken);
        });
        var claimsAlone = await StorePlace.MakeAsync(work, uploader => uploader.UploadClaimsAsync(claims, cancellationToken));
        var compiling = new CompilingStart(published, schema, work.NewFolder());

        var starts = await Interleaved.RunAsync(
            WarmUps, Rounds, cancellationToken,
            round => StartAndStopAsync(published, all, round >= WarmUps, cancellationToken),
            _ => StartAndStopAsync(SidecarPrograms.Built, all, counts: false, cancellationToken),
            _ => compiling.MeasureAsync(cancellationToken));
        var current = await StormAsync(published, all, areCurrent: true, cancellationToken);
        var newcomers = await StormAsync(published, claimsAlone, areCurrent: false, cancellationToken);
        return Describe(work, schema, claims, starts, current, newcomers);
    }

    private async Task<TimeSpan> StartAndStopAsync(string program, StorePlace place, bool counts, CancellationToken cancellationToken)
    {
        using var run = await SidecarRun.StartAsync(program, place, cancellationToken);
        var resident = run.Resident;
        var stop = await run.StopAsync(cancellationToken);
        if (counts)
        {
            _stops.Add(stop);
            _resident.Add(resident);
        }

        return run.Started;
    }

    private async Task<Samples> StormAsync(string program, StorePlace place, bool areCurrent, CancellationToken cancellationToken)
    {
        using var run = await SidecarRun.StartAsync(program, place, cancellationToken);
        if (areCurrent)
        {
            await Task.Delay(UntilRest, cancellationToken);
            _atRest = run.Resident;
        }

        using var storm = await Storm.RunAsync(place.Socket, Many, areCurrent ? run.Serves : null, cancellationToken);
        if (areCurrent)
        {
            _afterStorm = run.Resident;
            _stopOfMany = (await run.StopAsync(cancellationToken)).TotalMilliseconds;
        }

        return storm.Each;
    }

    private Section Describe(
        WorkFolder work, SchemaSet schema, ClaimsSet claims, Samples[] starts, Samples current, Samples newcomers)
    {
        var (start, built, compile) = (starts[0], starts[1], starts[2]);
        var resident = _resident.Order().ElementAt(_resident.Count / 2);
        return new Section(
            Name,
            "start, stop and a storm of connections",
            $"""
            The sidecar as it is published (a native program, docs/adr/0018) starts on a store on {work.FileSystem} with {schema.Origin}
            and {claims.Origin}. Measured is from before the process is made until a subscriber, which knows nothing and tries to
            connect all the while, has received the whole snapshot; then from SIGTERM until the process has ended. {Rounds} rounds, in turn with
            the same program as `dotnet build` leaves it, and with what a start without a local copy cannot do without: `compile`, which
            reads, validates, merges and splits the same documents, and serves nobody. Then {Number(Many)} subscribers connect at once over the
            Unix socket, each on a connection of its own and all from one process: once as after a restart, running what is served, until
            each was told that it is current; once with nothing, until each has all of a release of claims.
            """,
            [
                new Verdict(
                    "start → first snapshot served from the local copy", $"p50 ≤ {Milliseconds(StartGoal)}", Milliseconds(start.Median),
                    start.Median <= StartGoal, "Half of it is the start of the runtime and of its web server."),
                new Verdict(
                    $"SIGTERM → exit with {Number(Many)} subscribers", $"≤ {Milliseconds(StopGoal)}", Milliseconds(_stopOfMany),
                    _stopOfMany <= StopGoal, "The host waits for the connections that do not close."),
                new Verdict(
                    "memory at rest after the start", "≤ 80 MiB", Bytes(_atRest), _atRest <= RestGoal,
                    "The snapshot is kept in memory as it is sent."),
            ],
            [
                new Table("", "p50", "p99", "ratio of p50")
                    .Add("start → served, published", Milliseconds(start.Median), Milliseconds(start.P99), Ratio(1))
                    .Add("start → served, as built", Milliseconds(built.Median), Milliseconds(built.P99), Ratio(built.Median / start.Median))
                    .Add("start → compiled, published", Milliseconds(compile.Median), Milliseconds(compile.P99), Ratio(compile.Median / start.Median))
                    .Add("SIGTERM → exit", Milliseconds(_stops.Median), Milliseconds(_stops.P99), ""),
                new Table($"{Number(Many)} at once", "half of them", "all")
                    .Add("told that they are current", Milliseconds(current.Median), Milliseconds(current.Percentile(100)))
                    .Add("sent a release of claims", Milliseconds(newcomers.Median), Milliseconds(newcomers.Percentile(100))),
                new Table("resident memory of the sidecar", "")
                    .Add("when the first snapshot is served", Bytes(resident))
                    .Add("at rest, 12 s later", Bytes(_atRest))
                    .Add($"with {Number(Many)} subscribers, at once", Bytes(_afterStorm)),
            ]);
    }
}
