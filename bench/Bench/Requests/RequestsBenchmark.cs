using Bench.Inputs;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.Requests;

/// <summary>Requests under steady load, and how they fare while releases are applied beside them.</summary>
internal sealed class RequestsBenchmark : IBenchmark
{
    private const double Goal = 1.1;
    private const int Workers = 4;
    private const int PerSecond = 2000;
    private const int WarmUps = 8;
    private const int Rounds = 40;
    private const int ClaimsPerRound = 3;

    public string Name => "requests";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        var schema = SchemaSet.Load();
        var claims = ClaimsSet.Load(schema);
        using var work = new WorkFolder();
        string dms = work.NewSocket(), admin = work.NewSocket();
        using var sidecar = new ChildProcess(
            "schema-claims-sidecar", "serve", "--store", work.NewFolder(), "--listen", $"unix://{dms}", "--admin-socket", admin);
        await sidecar.ReadAsync("Application started", cancellationToken);
        using var uploader = new Uploader(admin);
        await uploader.UploadSchemaAsync(schema, cancellationToken);
        await uploader.UploadClaimsAsync(claims, cancellationToken);

        using var host = await HostProcess.StartAsync(dms, work.NewFolder(), claims.Largest, cancellationToken);
        using var neighbor = new BusyNeighbor();
        var train = new ReleaseTrain(uploader, host, schema, claims);
        var load = new Load(host.EndPoint, host.Path, Workers, PerSecond);
        await RunRoundsAsync(train, neighbor, WarmUps, cancellationToken);
        var cycles = await RunRoundsAsync(train, neighbor, Rounds, cancellationToken);
        return Describe(schema, new Latencies(load.Stop(), cycles));
    }

    private static async Task<List<Cycle>> RunRoundsAsync(
        ReleaseTrain train, BusyNeighbor neighbor, int rounds, CancellationToken cancellationToken)
    {
        var cycles = new List<Cycle>();
        for (var round = 0; round < rounds; round++)
        {
            var schema = await train.PublishSchemaAsync(cancellationToken);
            cycles.Add(schema);
            cycles.Add(await neighbor.BeBusyAsync(CycleKind.NeighborLikeSchema, schema.Application, cancellationToken));
            for (var i = 0; i < ClaimsPerRound; i++)
            {
                var claims = await train.PublishClaimsAsync(cancellationToken);
                cycles.Add(claims);
                cycles.Add(await neighbor.BeBusyAsync(CycleKind.NeighborLikeClaims, claims.Application, cancellationToken));
            }
        }

        return cycles;
    }

    private Section Describe(SchemaSet schema, Latencies latencies) => new(
        Name,
        "requests while a release is applied",
        $"""
        {Number(PerSecond)} requests a second over {Workers} connections at random moments, whether or not earlier ones were answered,
        to a Kestrel host that pins the snapshot, finds the resource, decides the claim and answers with a few bytes. Load, host
        and sidecar are three processes on the same {Environment.ProcessorCount} cores; the host has the server GC,
        as web hosts by default. The client keeps its last known good on disk.
        Meanwhile {Rounds} releases change every resource of {schema.Origin}, and {Rounds * ClaimsPerRound} change the claims. A request
        counts as "while applied" when it began between the arrival of the offer and the swap; as steady when it began while no
        upload, application or writing to disk was going on. For comparison, a process that has nothing to do with them takes a core
        after each release, for as long as that was being applied.
        """,
        [
            VerdictOf("every resource changes", CycleKind.Schema, CycleKind.NeighborLikeSchema, latencies),
            VerdictOf("the claims change", CycleKind.Claims, CycleKind.NeighborLikeClaims, latencies),
        ],
        [
            new Table("when", "number", "p50", "p99", "ratio of p99")
                .Add(Row("steady", latencies.Steady, latencies))
                .Add(Row("while a release is applied: every resource changes", latencies.During(CycleKind.Schema), latencies))
                .Add(Row("while an unrelated process takes a core for as long", latencies.During(CycleKind.NeighborLikeSchema), latencies))
                .Add(Row("while a release is applied: the claims change", latencies.During(CycleKind.Claims), latencies))
                .Add(Row("while an unrelated process takes a core for as long as that",
                    latencies.During(CycleKind.NeighborLikeClaims), latencies))
                .Add(Row("while the sidecar compiles and stores, on the same cores", latencies.WhileCompiled, latencies))
                .Add(Row("after a swap, while the last known good is written", latencies.After, latencies)),
        ]);

    private static Verdict VerdictOf(string what, CycleKind kind, CycleKind neighbor, Latencies latencies)
    {
        var ratio = latencies.During(kind).P99 / latencies.Steady.P99;
        return new Verdict(
            $"request p99 while a release is applied: {what}", $"≤ {Ratio(Goal)} steady", Ratio(ratio), ratio <= Goal,
            $"The client reads the parts on one thread of its own, which gives way. Requests, load and sidecar share "
            + $"{Environment.ProcessorCount} cores with it; an unrelated process that takes one of them for as long alone makes it "
            + $"{Ratio(latencies.During(neighbor).P99 / latencies.Steady.P99)}.");
    }

    private static string[] Row(string what, Samples samples, Latencies latencies) =>
        [what, Number(samples.Count), Milliseconds(samples.Median), Milliseconds(samples.P99), Ratio(samples.P99 / latencies.Steady.P99)];
}
